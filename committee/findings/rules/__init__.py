"""One rule a file; `committee.findings.registry` lists them."""
