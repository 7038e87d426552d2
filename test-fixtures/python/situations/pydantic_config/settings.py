from functools import lru_cache

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="SN_")

    network: str = "finney"
    netuid: int = Field(1, ge=0)
    retries: int = 3


@lru_cache
def get_settings() -> Settings:
    return Settings()
