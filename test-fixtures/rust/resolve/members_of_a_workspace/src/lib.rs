pub mod chain;
pub mod jobs;
pub use chain::open;
