"""Rules for what builds, tests, scans and deploys a service."""
