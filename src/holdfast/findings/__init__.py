"""From a scanner's report to findings that keep their identity: parsing, fingerprints, merging."""
