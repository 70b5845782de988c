# Full backup of the system.
resource "aws_backup_vault" "chatbot" {
  name = "chatbot"
}

resource "aws_backup_plan" "chatbot" {
  name = "chatbot"

  rule {
    rule_name         = "monthly"
    target_vault_name = aws_backup_vault.chatbot.name
    schedule          = "cron(0 3 1 * ? *)"
  }
}
