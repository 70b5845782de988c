# Backup every day, kept for five weeks, and restored every week to prove that it can be.
resource "aws_backup_vault" "chatbot" {
  name        = "chatbot"
  kms_key_arn = aws_kms_key.chatbot.arn
}

resource "aws_backup_plan" "chatbot" {
  name = "chatbot"

  rule {
    rule_name         = "daily"
    target_vault_name = aws_backup_vault.chatbot.name
    schedule          = "cron(0 3 * * ? *)"

    lifecycle {
      delete_after = 35
    }
  }
}

data "aws_iam_policy_document" "assume_backup" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["backup.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "backup" {
  name               = "chatbot-backup"
  assume_role_policy = data.aws_iam_policy_document.assume_backup.json
}

resource "aws_iam_role_policy_attachment" "backup" {
  for_each   = toset(["AWSBackupServiceRolePolicyForBackup", "AWSBackupServiceRolePolicyForRestores"])
  role       = aws_iam_role.backup.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/${each.key}"
}

resource "aws_backup_selection" "chatbot" {
  name         = "chatbot"
  plan_id      = aws_backup_plan.chatbot.id
  iam_role_arn = aws_iam_role.backup.arn
  resources    = [aws_db_instance.chatbot.arn, aws_instance.app.arn]
}

resource "aws_backup_restore_testing_plan" "chatbot" {
  name                = "chatbot"
  schedule_expression = "cron(0 5 ? * MON *)"

  recovery_point_selection {
    algorithm            = "LATEST_WITHIN_WINDOW"
    include_vaults       = [aws_backup_vault.chatbot.arn]
    recovery_point_types = ["SNAPSHOT"]
  }
}
