"""Databases and queues: keys of their clouds, and addresses with a password.

An address whose password is a placeholder or a variable is no finding, nor is that of a machine's own example
(``user:password@localhost``).
"""

from holdfast.kit.secrets.plausible import is_plausible_password
from holdfast.kit.secrets.rule import Rule
from holdfast.kit.secrets.shapes import address, assigned, token

RULES = (
    address(
        "postgresql-address",
        "PostgreSQL address with a password",
        "PostgreSQL",
        "postgresql|postgres|cockroachdb|redshift",
    ),
    address(
        "mysql-address", "MySQL or MariaDB address with a password", "MySQL", "mysql|mysql2|mysqlx|mariadb"
    ),
    address("mongodb-address", "MongoDB address with a password", "MongoDB", r"mongodb"),
    address("redis-address", "Redis or Valkey address with a password", "Redis", "rediss|redis|valkey"),
    address(
        "amqp-address", "Message broker address with a password", "AMQP", "amqps|amqp|stomp|mqtts|mqtt|nats"
    ),
    address("sql-server-address", "SQL Server address with a password", "Microsoft", "mssql|sqlserver"),
    address(
        "warehouse-address",
        "Data warehouse address with a password",
        "generic",
        "snowflake|clickhouse|trino|presto|vertica|oracle|db2|cassandra|neo4j|bolt|elasticsearch|influxdb",
    ),
    address(
        "directory-address",
        "Mail, directory or file server address with a password",
        "generic",
        "ldaps|ldap|smtps|smtp|imaps|imap|ftps|sftp|ftp|ssh",
    ),
    Rule(
        id="jdbc-password",
        title="Password in a JDBC address",
        provider="JDBC",
        pattern=r"(?i:jdbc:[a-z0-9:]{2,40})[^\s\"'<>]*(?i:[?;&]password=)([^\s;&\"'<>]{4,})",
        keywords=("jdbc:",),
        reach=500,
        judge=is_plausible_password,
        positive=(
            "jdbc:sqlserver://db.example:1433;user=app;password=<w12>;encrypt=true",
            "jdbc:mysql://db.example/main?user=app&password=<w12>",
        ),
        negative=(
            "jdbc:mysql://db.example/main?user=app&password=${password}",
            "jdbc:mysql://db.example/main",
        ),
    ),
    Rule(
        id="ado-password",
        title="Password in a database connection string",
        provider="generic",
        pattern=r"(?i:(?:server|data source|host|addr(?:ess)?)\s?=)[^\n\"']{1,}?(?i:;\s?(?:password|pwd)\s?=)"
        r"\s?([^\s;\"'<>]{4,})",
        keywords=("server=", "data source=", "host=", "server =", "address=", "addr="),
        reach=500,
        judge=is_plausible_password,
        positive=(
            "Server=tcp:db.example,1433;Database=main;User ID=app;Password=<w12>;Encrypt=True;",
            "Data Source=db;User Id=sa;Pwd=<w12>",
        ),
        negative=("Server=db;Database=main;Integrated Security=true", "Server=db;Password={0};"),
    ),
    token(
        "databricks-token",
        "Databricks access token",
        r"dapi[0-9a-f]{32}(?:-\d)?",
        "dapi<h32>",
        provider="Databricks",
    ),
    token(
        "planetscale-password",
        "PlanetScale password",
        r"pscale_pw_[0-9A-Za-z_.\-]{32,64}",
        "pscale_pw_<x32>",
        provider="PlanetScale",
    ),
    token(
        "planetscale-token",
        "PlanetScale service token",
        r"pscale_tkn_[0-9A-Za-z_.\-]{32,64}",
        "pscale_tkn_<x32>",
        provider="PlanetScale",
    ),
    token(
        "planetscale-oauth",
        "PlanetScale OAuth token",
        r"pscale_oauth_[0-9A-Za-z_.\-]{32,64}",
        "pscale_oauth_<x32>",
        provider="PlanetScale",
    ),
    token("neon-key", "Neon API key", "napi_[0-9a-z]{64}", "napi_<a64>", provider="Neon"),
    token(
        "aiven-password", "Aiven service password", r"AVNS_[0-9A-Za-z_\-]{19}", "AVNS_<x19>", provider="Aiven"
    ),
    token(
        "clickhouse-cloud-key",
        "ClickHouse Cloud API secret",
        "4b1d[0-9A-Za-z]{38}",
        "4b1d<w38>",
        provider="ClickHouse",
    ),
    token(
        "cockroach-cloud-key",
        "CockroachDB Cloud API key",
        "CCDB1_[0-9A-Za-z]{22}_[0-9A-Za-z]{40}",
        "CCDB1_<w22>_<w40>",
        provider="Cockroach Labs",
    ),
    assigned(
        "influxdb-token",
        "InfluxDB API token",
        "influx",
        r"[0-9A-Za-z_\-]{86}==",
        "<x86>==",
        kinds="token",
        provider="InfluxData",
    ),
    assigned(
        "confluent-secret",
        "Confluent Cloud API secret",
        "confluent|kafka|ccloud",
        "[0-9A-Za-z+/]{64}",
        "<b64>",
        kinds="secret|passw",
        provider="Confluent",
    ),
    assigned(
        "algolia-admin-key",
        "Algolia API key",
        "algolia",
        "[0-9a-f]{32}",
        "<h32>",
        provider="Algolia",
        severity="medium",
    ),
    assigned(
        "meilisearch-key",
        "Meilisearch master key",
        "meili",
        r"[0-9A-Za-z_\-]{43}",
        "<x43>",
        provider="Meilisearch",
    ),
    assigned(
        "elastic-key",
        "Elasticsearch API key",
        "elastic|es_api",
        "[0-9A-Za-z_\\-]{58}==",
        "<x58>==",
        kinds="key",
        provider="Elastic",
    ),
    token(
        "airtable-pat",
        "Airtable personal access token",
        r"pat[0-9A-Za-z]{14}\.[0-9a-f]{64}",
        "pat<w14>.<h64>",
        provider="Airtable",
        keywords=(),
    ),
    assigned(
        "airtable-key",
        "Airtable API key of the old form",
        "airtable",
        "key[0-9A-Za-z]{14}",
        "key<w14>",
        provider="Airtable",
    ),
)
