// lock: subtensor 0.1.0
use subtensor::Subtensor;

pub async fn refused(url: &str) -> String {
    let error = Subtensor::connect(url).await.expect_err("nobody is there");
    error.to_string()
}

pub async fn refused_again(url: &str) -> String {
    Subtensor::connect(url).await.unwrap_err().to_string()
}

pub async fn named(url: &str) -> String {
    let sub = Subtensor::connect(url).await.expect("somebody is there");
    //        ^^^^^^^^^^^^^^^^^^^^^^^ SUB001
    sub.name().to_string()
}
