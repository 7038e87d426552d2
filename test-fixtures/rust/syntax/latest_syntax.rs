use subtensor::Subtensor;

unsafe extern "C" {
    pub safe fn abs(x: i32) -> i32;
}

#[unsafe(no_mangle)]
pub extern "C" fn entry() {}

fn captures<'a>(x: &'a u8) -> impl Sized + use<'a> {
    x
}

struct Defaults {
    a: u8,
}

trait Greets {
    async fn greet(&self) -> u8 {
        1
    }
}

async fn run<F: AsyncFnOnce(&Subtensor) -> u8>(f: F) -> Result<u8, Error> {
    let client = Subtensor::connect(c"ws://node".to_str()?).await?;
    let pointer = &raw const client;
    let text = r#"raw"#;
    let n = const { 3 + 4 };
    let x @ (1 | 2 | 3..=9) = n else {
        client.close().await?;
        return Ok(0);
    };
    let answer = f(&client).await;
    client.close().await?;
    let _ = (pointer, text, x, i32::from(b'x'), 'label: { 3 });
    Ok(answer)
}
