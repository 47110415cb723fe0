import { isSecretName, mayBeValue } from "../../lib/core/secret-names";

/** Constants of the marketplace's modules and of apps, settings, variables and arguments that hold a secret. */
const SECRET = `
  Email_Connector.SmtpPassword Email.SMTPPassword Mail.Password Mail.SmtpPass SMTP.MailPass Ldap.BindPassword Ldap.LdapPwd
  Encryption.EncryptionKey Crypto.PrivateKey Crypto.HMACKey Crypto.SigningKey Payments.ApiKey Payments.APIKey Payments.apikey
  Payments.Api_Key Stripe.SecretKey Stripe.WebhookSecret AWSAuthentication.AccessKey AWSAuthentication.SecretAccessKey
  AWSAuthentication.SessionToken OIDC.ClientSecret OIDC.Client_Secret SAML20.KeystorePassword SAML20.KeyStorePassphrase
  Maps.GoogleMapsApiKey Slack.BotToken Jira.PersonalAccessToken Jira.AccessToken VCS.GithubOrgOwnerPAT Azure.StorageAccountKey
  Azure.SharedKey Azure.SasToken Twilio.AuthToken Push.FcmServiceKey Auth.JwtSecret Auth.JWT Ftp.Passwd Vault.Credential
  Db.Credentials MobileSSO.Passcode Bot.WebhookKey Kafka.TruststorePass OpenAI.ApiKey Mendix.LicenseKey Mendix.LicenceKey
  keyStorePassword trustStorePassword MxAdminPassword com.mendix.storage.azure.AccountKey
  com.mendix.storage.s3.SecretAccessKey com.mendix.storage.s3.EncryptionKeys ClientCertificatePasswords
  GIT_PAT DB_PASSWORD AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN x-api-key
  encryption_key sse_customer_key access_key secret_key sas_token password passwords token client_secret private_key
`;

/** The same of which nobody has to keep anything secret. */
const HARMLESS = `
  Auth.PasswordMinLength Auth.MinimumPasswordLength Auth.PasswordExpiryDays Auth.PasswordPolicyRegex Auth.PasswordResetUrl
  Auth.PasswordHistoryCount Auth.MaxPasswordAttempts Auth.RequirePassword Auth.AllowPasswordReset Auth.UseToken Auth.TokenUrl
  Auth.TokenLifetimeSeconds Auth.TokenHeaderName Auth.CookieName Auth.SecretQuestion Auth.SecretName Auth.KeyId Auth.PublicKey
  Auth.SessionTimeout Auth.DefaultUserRole Auth.LoginUrl Auth.LogoutUrl Auth.CustomLoginPage Auth.PasskeyTimeout
  ForgotPassword.SenderEmail ForgotPassword.MailSubject ForgotPassword.DeeplinkName ForgotPassword.ValidityInHours
  Login.ShowPassword Login.ForgotPassword Login.RememberMe Login.HidePassword Login.ValidatePassword
  OIDC.TokenEndpoint OIDC.ClientId OIDC.Scopes OIDC.JwksUri OIDC.Issuer OIDC.DiscoveryUrl OIDC.TokenEncoding
  SAML20.CertificateAlias SAML20.KeystoreAlias SAML20.SSOLandingPage SAML20.Configuration SAML20.EntityId SAML20.LogLevel
  DeepLink.LoginLocation DeepLink.SSOHandlerLocation DeepLink.IndexPage DeepLink.EnableLastMinuteSSO
  Encryption.EncryptionPrefix Encryption.LegacyAlgorithm Encryption.KeyLength Encryption.KeySize Encryption.KeyAlias
  CommunityCommons.MergeMultiplePDFs_MaxAtOnce CommunityCommons.DefaultLocale MxModelReflection.SyncAtStartup
  Email_Connector.QueueInterval Email_Connector.SmtpHost Email_Connector.SmtpPort Email_Connector.SmtpUser Email.SenderName
  Email.From Email.UseTLS Email.ReplyTo Email.MaxAttempts Email.TemplateName Email.Enabled
  Atlas_Core.Theme Atlas_Web.Logo ExcelImporter.MaxRows ExcelExporter.DateFormat XLSReport.DefaultSheet
  GenAICommons.MaxTokens GenAICommons.MaxToken GenAICommons.TokenLimit OpenAI.Model OpenAI.Temperature OpenAI.Endpoint
  AmazonBedrock.ModelId AmazonBedrock.Region AmazonBedrock.KnowledgeBaseId AWSAuthentication.Region AWSAuthentication.UseStaticCredentialsFile
  AWS.KmsKeyArn AWS.KmsKey AWS.BucketName AWS.RoleArn Azure.TenantId Azure.StorageAccountName Azure.KeyVaultName
  Stripe.PublishableKey Stripe.PublicKey Stripe.Currency Recaptcha.SiteKey Maps.Zoom Maps.Country Maps.TileUrl
  Shop.TokenColour Shop.WelcomePageTitle Shop.PrimaryKey Shop.ForeignKey Shop.SortKey Shop.CacheKey Shop.KeyName Shop.SeasonPass
  Shop.Turkey Shop.Monkey Shop.Compass Shop.Bypass Shop.HotKey Shop.TokenCount Shop.PassThrough Shop.Secretary Shop.SecretSantaDate
  Game.BoardingPass Game.TokenName Game.KeyItem Kiosk.PinLength Kiosk.PassportCountry Kiosk.AccessKeyLocation
  Payments.ApiKeyHeader Payments.ApiUrl Payments.MerchantId Payments.Sandbox Payments.TokenizationUrl Payments.ApiKeyName
  TaskQueue.Threads TaskQueue.RetryCount LogCleaner.RetentionDays Audit.TrackChanges Audit.Retention Workflow.DueDays
  Kafka.BootstrapServers Kafka.ConsumerGroup Kafka.TopicKey MQTT.ClientId MQTT.Topic SAP.SystemNumber SAP.Client SAP.Language
  Push.FcmProjectId Push.Topic Push.CertificateName Mobile.BundleId Mobile.MinVersion Theme.PrimaryColour Theme.FontUrl
  com.mendix.core.SessionTimeout com.mendix.core.SessionIdCookieName com.mendix.storage.s3.Region SameSiteCookies
  EnableFileDocumentCaching HashAlgorithm LogMinDurationQuery TempPath NumberOfHashIterations HashSaltLength
  kms_encryption_key kms_key_id kms_key_name skip_credentials_validation shared_credentials_files web_identity_token_file use_oidc
  token_file passwordSecretRef secretName secretKeyRef tokenSecretName key keys secret_suffix secretStore
`;

const list = (text: string) => text.split(/\s+/).filter((name) => name !== "");

test("names of secrets are known by how they end", () => {
  expect(list(SECRET).filter((name) => !isSecretName(name))).toEqual([]);
});

test("no other name is taken for one", () => {
  expect(list(HARMLESS).length).toBeGreaterThan(170);
  expect(list(HARMLESS).filter(isSecretName)).toEqual([]);
});

test("an empty value, a truth value or a placeholder is nobody's secret", () => {
  expect(
    ["", " ", "true", "No", "none", "***", "...", "-", "{password}", "<password>", "$PASSWORD"].filter(mayBeValue),
  ).toEqual([]);
  const values = ["hunter2", "12345", "$ecret", '[{"key":"a"}]', "[]", "{}x", "trueish"];
  expect(values.filter(mayBeValue)).toEqual(values);
});
