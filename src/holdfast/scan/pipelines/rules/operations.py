"""Rules on alarms and backups that are declared beside a pipeline, and on the shape of its files."""

import re
from collections.abc import Iterator

from holdfast.model.severity import Severity
from holdfast.scan.pipelines.linting import Hit, rule
from holdfast.scan.pipelines.project import Project
from holdfast.scan.pipelines.systems.aws import resources
from holdfast.scan.pipelines.terraform import Block, read_terraform
from holdfast.scan.pipelines.terraform import resources as terraform_resources

_METRICS = {
    # https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html
    "AWS/EC2": re.compile(
        r"CPU(?:Utilization|CreditUsage|CreditBalance|SurplusCreditBalance|SurplusCreditsCharged)|Network\w+|"
        r"Disk(?:Read|Write)(?:Ops|Bytes)|EBS[\w%]+|StatusCheckFailed\w*|MetadataNoToken\w*|GPU\w*|"
        r"Instance\w+|Dedicated\w+|Host\w+"
    ),
    # https://docs.aws.amazon.com/ebs/latest/userguide/using_cloudwatch_ebs.html
    "AWS/EBS": re.compile(
        r"Volume(?:Read|Write)(?:Bytes|Ops)|VolumeTotal(?:Read|Write)Time|VolumeIdleTime|VolumeQueueLength|"
        r"VolumeThroughputPercentage|VolumeConsumedReadWriteOps|BurstBalance|VolumeStalledIOCheck|"
        r"VolumeAvg(?:Read|Write)?(?:Latency|IOPS|Throughput)|Volume(?:IOPS|Throughput)ExceededCheck|"
        r"FastSnapshotRestore\w+|EnableCopied\w*|VolumeInit\w*"
    ),
    "AWS/SNS": re.compile(r"NumberOf\w+|PublishSize|SMS\w+"),
    "AWS/SQS": re.compile(r"ApproximateNumber\w+|ApproximateAgeOfOldestMessage|NumberOf\w+|SentMessageSize"),
}
"""Metrics that these namespaces have. A name of a new kind, with words that these lists know, passes."""

_CRON = re.compile(r"cron\(\s*(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s*\)")


@rule(
    "alarm-on-missing-metric",
    title="An alarm watches a metric that does not exist",
    why="No value ever arrives, so the alarm never fires: free memory and free disk space are known only "
    "to an agent "
    "on the machine.",
    fix="Watch the CloudWatch agent's metric (namespace CWAgent: disk_used_percent, mem_used_percent), "
    "and treat "
    "missing data as breaching.",
    severity=Severity.MEDIUM,
)
def alarm_on_missing_metric(project: Project) -> Iterator[Hit]:
    """Alarms in Terraform and CloudFormation whose namespace does not have the metric."""
    for path, block in _terraform(project, "aws_cloudwatch_metric_alarm"):
        namespace, name = block.value("namespace"), block.value("metric_name")
        if _is_missing(namespace, name):
            yield Hit(path, block.line_of("metric_name"), 0, f"{namespace} has no metric {name}.")
    for path, root in project.templates.items():
        for _, _, properties in resources(root, "AWS::CloudWatch::Alarm"):
            namespace, metric = properties.get("Namespace").text, properties.get("MetricName")
            if _is_missing(namespace, metric.text):
                yield Hit(path, metric.line, 0, f"{namespace} has no metric {metric.text}.")


def _is_missing(namespace: str, name: str) -> bool:
    known = _METRICS.get(namespace)
    return known is not None and bool(re.fullmatch(r"[\w%]+", name)) and not known.fullmatch(name)


def _terraform(project: Project, kind: str) -> Iterator[tuple[str, Block]]:
    for path, data in project.texts.items():
        if path.endswith(".tf") and kind.encode() in data:
            for block in terraform_resources(read_terraform(data.decode("utf-8", "replace")), kind):
                yield path, block


@rule(
    "alarm-without-action",
    title="An alarm tells nobody",
    why="It changes its colour on a page that nobody looks at in the night.",
    fix="Give it a topic: alarm_actions = [aws_sns_topic.operations.arn].",
    severity=Severity.LOW,
    cwe=778,
)
def alarm_without_action(project: Project) -> Iterator[Hit]:
    """Alarms without actions, those that composite alarms may read left out."""
    composite = any(b"aws_cloudwatch_composite_alarm" in data for data in project.texts.values())
    for path, block in _terraform(project, "aws_cloudwatch_metric_alarm"):
        actions = block.value("alarm_actions").replace(" ", "")
        if actions in {"", "[]"} and not composite and not any(True for _ in block.children("dynamic")):
            yield Hit(path, block.line, block.end_line)


@rule(
    "backup-only-monthly",
    title="Backups are so far apart that weeks of work can be lost",
    why="What was written since the last backup is gone; with one a month that is up to 31 days.",
    fix="Back up every day, keep the copies for weeks, and restore one regularly to prove that it works.",
    severity=Severity.HIGH,
)
def backup_only_monthly(project: Project) -> Iterator[Hit]:
    """Plans of AWS Backup all of whose rules run once a month or less."""
    for path, block in _terraform(project, "aws_backup_plan"):
        rules = list(block.children("rule"))
        is_continuous = any(one.value("enable_continuous_backup") == "true" for one in rules)
        schedules = [one.value("schedule") for one in rules]
        if rules and not is_continuous and all(map(_is_monthly, schedules)):
            yield Hit(path, rules[0].line_of("schedule"), 0, f"The schedule is {schedules[0]}.")
    for path, root in project.templates.items():
        for _, _, properties in resources(root, "AWS::Backup::BackupPlan"):
            items = properties.get("BackupPlan", "BackupPlanRule").items
            schedules = [item.get("ScheduleExpression").text for item in items]
            if items and all(map(_is_monthly, schedules)):
                line = items[0].line_of("ScheduleExpression")
                yield Hit(path, line, 0, f"The schedule is {schedules[0]}.")


def _is_monthly(schedule: str) -> bool:
    """Whether a cron expression names one day of the month and no day of the week."""
    found = _CRON.search(schedule)
    return (
        bool(found) and bool(re.fullmatch(r"\d+|L|LW|\d+W", found[3])) and found[5] in {"?", "*"}
        if found
        else False
    )


@rule(
    "key-given-twice",
    title="A key stands twice in a file, and the first one is lost",
    why="Readers keep the last one without a word; what stands under the first never happens.",
    fix="Join the two.",
    severity=Severity.MEDIUM,
    cwe=694,
)
def key_given_twice(project: Project) -> Iterator[Hit]:
    """Keys of pipelines that are given again below."""
    for pipeline in project.pipelines:
        for node in pipeline.root.walk():
            for key, line in node.repeated:
                yield Hit(pipeline.path, line, 0, f"The key is {key}.")
