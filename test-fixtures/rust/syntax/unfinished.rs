use subtensor::Subtensor;

async fn broken() -> Result<(), Error> {
    let client = ;
//               ^ SUB901
    Ok(())
}
