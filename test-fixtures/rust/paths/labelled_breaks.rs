use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

async fn leaks(rows: Vec<Vec<u64>>) -> Result<u64, Error> {
    let found = 'rows: loop {
        let client = Subtensor::connect(URL).await?;
//                   ^^^^^^^^^^^^^^^^^^^^^^^ SUB002
        for row in &rows {
            for cell in row {
                if *cell == 7 {
                    break 'rows *cell;
                }
            }
        }
        client.close().await?;
    };
    Ok(found)
}

async fn closes(rows: Vec<Vec<u64>>) -> Result<u64, Error> {
    let client = Subtensor::connect(URL).await?;
    let found = 'search: {
        for row in &rows {
            for cell in row {
                if *cell == 7 {
                    break 'search Some(*cell);
                }
            }
        }
        None
    };
    client.close().await?;
    Ok(found.unwrap_or(0))
}

async fn breaks_with_it() -> Result<(), Error> {
    let client = loop {
        if let Ok(client) = Subtensor::connect(URL).await {
            break client;
        }
    };
    client.close().await
}
