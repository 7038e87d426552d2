use subtensor::Subtensor;

const URL: &str = "ws://127.0.0.1:9944";

struct Parts {
    client: Subtensor,
    name: String,
}

async fn closes() -> Result<(), Error> {
    let parts = Parts { client: Subtensor::connect(URL).await?, name: String::new() };
    let renamed = Parts { name: "b".to_owned(), ..parts };
    let Parts { client, name } = renamed;
    println!("{name}");
    client.close().await
}

async fn takes_one_part() -> Result<(), Error> {
    let parts = Parts { client: Subtensor::connect(URL).await?, name: String::new() };
    let client = parts.client;
    client.close().await
}

async fn leaks() -> Result<(), Error> {
    let parts = Parts { client: Subtensor::connect(URL).await?, name: String::new() };
//                              ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    println!("{}", parts.name);
    Ok(())
}

struct Pair(Subtensor, u64);

async fn tuples() -> Result<(), Error> {
    let pair = Pair(Subtensor::connect(URL).await?, 7);
    pair.0.close().await
}
