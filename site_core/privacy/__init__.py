"""The register of personal data: purpose, retention, export, erasure."""
