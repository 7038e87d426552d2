"""What real SDKs do, seen by a node on the loopback that counts their connections."""
