pub type Chain = subxt::OnlineClient<subxt::PolkadotConfig>;

pub struct Client {
    socket: Socket,
}

impl Client {
    pub async fn open() -> Result<Client, Error> {
        Ok(Client { socket: Socket::open().await? })
    }
}
