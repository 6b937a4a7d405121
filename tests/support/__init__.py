"""What tests share: databases, a running site, a browser, reading HTML."""
