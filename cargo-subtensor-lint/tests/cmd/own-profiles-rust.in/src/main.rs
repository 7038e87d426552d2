use line::{connect, Error};

async fn left(url: &str) -> Result<(), Error> {
    let stream = connect(url).await?;
    let (mut writer, mut reader) = stream.split();
    writer.send("x").await?;
    println!("{:?}", reader.next().await);
    Ok(())
}

async fn closed(url: &str) -> Result<(), Error> {
    let stream = connect(url).await?;
    let (mut writer, mut reader) = stream.split();
    println!("{:?}", reader.next().await);
    writer.close().await
}

async fn together(url: &str) -> Result<(), Error> {
    let stream = connect(url).await?;
    let (writer, reader) = stream.split();
    let mut stream = writer.reunite(reader);
    stream.close().await
}

async fn late(url: &str) -> Result<(), Error> {
    let mut stream = connect(url).await?;
    stream.close().await?;
    println!("{:?}", stream.next().await);
    stream.send("x").await
}
