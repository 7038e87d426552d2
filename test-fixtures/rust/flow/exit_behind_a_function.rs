// lock: jsonrpsee 0.26.0
use jsonrpsee::ws_client::WsClientBuilder;

fn die(message: &str) -> ! {
    eprintln!("{message}");
    std::process::exit(1)
}

fn die_of(error: impl std::fmt::Display) -> ! {
    die(&error.to_string())
}

fn give_up(message: &str) -> ! {
    panic!("{message}")
}

async fn faulty(url: &str) -> Result<(), Box<dyn std::error::Error>> {
    let client = WsClientBuilder::default().build(url).await?;
    if !client.is_connected() {
        die("lost");
//      ^^^^^^^^^^^ SUB102
    }
    Ok(())
}

async fn faulty_further_down(url: &str) -> Result<(), Box<dyn std::error::Error>> {
    let client = WsClientBuilder::default().build(url).await?;
    if !client.is_connected() {
        die_of("lost");
//      ^^^^^^^^^^^^^^ SUB102
    }
    Ok(())
}

async fn correct(url: &str) -> Result<(), Box<dyn std::error::Error>> {
    let Ok(client) = WsClientBuilder::default().build(url).await else { die("no node") };
    println!("{}", client.is_connected());
    Ok(())
}

async fn panics_drop(url: &str) -> Result<(), Box<dyn std::error::Error>> {
    let client = WsClientBuilder::default().build(url).await?;
    if !client.is_connected() {
        give_up("lost");
    }
    Ok(())
}
