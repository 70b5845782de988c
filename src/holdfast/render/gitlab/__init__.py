"""GitLab's security reports: one document for each type of scan, all of the same build.

GitLab takes each type as an artifact of its own (``artifacts:reports:sast`` and so on) and refuses a document
of which a part breaks the schema, so there is one format for each type, and each keeps to version 15.2.1 of
the schemas (gitlab.com/gitlab-org/security-products/security-report-schemas).
"""
