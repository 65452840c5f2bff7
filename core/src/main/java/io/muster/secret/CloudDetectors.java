package io.muster.secret;

import static io.muster.model.Severity.CRITICAL;
import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.LOW;
import static io.muster.model.Severity.MEDIUM;
import static io.muster.secret.Detector.LOWER_UUID;
import static io.muster.secret.Detector.named;
import static io.muster.secret.Detector.token;
import static io.muster.secret.Detector.within;

import java.util.List;

/// Clouds and hosting.
final class CloudDetectors {
    static final List<Detector> ALL =
            List.of(
                    token(
                            "aws-access-key-id",
                            "AWS access key id",
                            "(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}",
                            FormatChecks.AWS_KEY_ID,
                            HIGH,
                            "deactivate the key in IAM, then delete it"),
                    AwsSecretBesideKeyId.DETECTOR,
                    named(
                            "aws-secret-access-key",
                            "AWS secret access key",
                            List.of(
                                    "aws_secret",
                                    "aws-secret",
                                    "awssecret",
                                    "secret_access_key",
                                    "secretaccesskey",
                                    "secret-access-key",
                                    "aws_session_token"),
                            "[A-Za-z0-9/+=]{40}",
                            CRITICAL,
                            "deactivate the key in IAM, then delete it"),
                    token(
                            "aws-bedrock-api-key",
                            "Amazon Bedrock API key, long-lived",
                            "ABSK[A-Za-z0-9+/]{109,269}={0,2}",
                            Checks.BEDROCK,
                            HIGH,
                            "delete the service-specific credential in IAM"),
                    token(
                            "aws-bedrock-session-key",
                            "Amazon Bedrock API key, short-lived",
                            "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=]{0,4000}",
                            Checks.SHAPE,
                            MEDIUM,
                            "it ends by itself within 12 hours"),
                    token(
                            "aws-mws-token",
                            "Amazon MWS token",
                            "amzn\\.mws\\." + LOWER_UUID,
                            Checks.SHAPE,
                            HIGH,
                            "Seller Central, user permissions"),
                    token(
                            "aws-cognito-client-secret",
                            "Amazon LWA client secret",
                            "amzn1\\.oa2-cs\\.v1\\.[0-9a-f]{64}",
                            Checks.SHAPE,
                            HIGH,
                            "developer console, security profile"),
                    token(
                            "alibaba-access-key-id",
                            "Alibaba Cloud access key id",
                            "LTAI[A-Za-z0-9]{12,26}",
                            Checks.WEAK_SHAPE,
                            HIGH,
                            "disable the key in RAM"),
                    named(
                            "alibaba-secret-key",
                            "Alibaba Cloud access key secret",
                            List.of("alibaba", "aliyun", "alicloud"),
                            "[A-Za-z0-9]{30}",
                            CRITICAL,
                            "disable the key in RAM"),
                    token(
                            "azure-entra-client-secret",
                            "Microsoft Entra client secret",
                            "[A-Za-z0-9_~.]{3}\\dQ~[A-Za-z0-9_~.-]{31,34}",
                            Checks.ENTRA,
                            CRITICAL,
                            "remove the secret from the app registration"),
                    within(
                            "azure-storage-key",
                            "Azure Storage account key",
                            "[A-Za-z0-9+/]{76}\\+ASt[A-Za-z0-9+/]{6}==",
                            Checks.SIGNED,
                            CRITICAL,
                            "rotate the account key"),
                    within(
                            "azure-cosmos-key",
                            "Azure Cosmos DB key",
                            "[A-Za-z0-9+/]{76}ACDb[A-Za-z0-9+/]{6}==",
                            Checks.SIGNED,
                            CRITICAL,
                            "regenerate the key"),
                    within(
                            "azure-batch-key",
                            "Azure Batch key",
                            "[A-Za-z0-9+/]{76}\\+ABa[A-Za-z0-9+/]{6}==",
                            Checks.SIGNED,
                            HIGH,
                            "regenerate the key"),
                    within(
                            "azure-functions-key",
                            "Azure Functions key",
                            "[A-Za-z0-9_-]{44}AzFu[A-Za-z0-9_-]{5}=?=?",
                            Checks.SIGNED,
                            HIGH,
                            "renew the function key"),
                    within(
                            "azure-search-key",
                            "Azure AI Search key",
                            "[A-Za-z0-9]{42}AzSe[A-Za-z0-9]{6}",
                            Checks.SIGNED,
                            HIGH,
                            "regenerate the key"),
                    within(
                            "azure-service-bus-key",
                            "Azure Service Bus key",
                            "[A-Za-z0-9+/]{33}\\+ASb[A-Za-z0-9+/]{6}=",
                            Checks.SIGNED,
                            HIGH,
                            "rotate the access policy key"),
                    within(
                            "azure-event-hub-key",
                            "Azure Event Hubs key",
                            "[A-Za-z0-9+/]{33}\\+AEh[A-Za-z0-9+/]{6}=",
                            Checks.SIGNED,
                            HIGH,
                            "rotate the access policy key"),
                    within(
                            "azure-relay-key",
                            "Azure Relay key",
                            "[A-Za-z0-9+/]{33}\\+ARm[A-Za-z0-9+/]{6}=",
                            Checks.SIGNED,
                            HIGH,
                            "rotate the access policy key"),
                    within(
                            "azure-iot-key",
                            "Azure IoT key",
                            "[A-Za-z0-9+/]{33}AIoT[A-Za-z0-9+/]{6}=",
                            Checks.SIGNED,
                            HIGH,
                            "rotate the device or hub key"),
                    within(
                            "azure-cache-key",
                            "Azure Cache for Redis key",
                            "[A-Za-z0-9]{33}AzCa[A-Za-z0-9]{5}=",
                            Checks.SIGNED,
                            HIGH,
                            "regenerate the access key"),
                    within(
                            "azure-container-registry-key",
                            "Azure Container Registry key",
                            "[A-Za-z0-9+/]{42}\\+ACR[A-Za-z0-9+/]{6}",
                            Checks.SIGNED,
                            CRITICAL,
                            "regenerate the registry password"),
                    within(
                            "azure-event-grid-key",
                            "Azure Event Grid key",
                            "[A-Za-z0-9+/]{33}AZEG[A-Za-z0-9+/]{6}=",
                            Checks.SIGNED,
                            HIGH,
                            "regenerate the key"),
                    within(
                            "azure-api-management-key",
                            "Azure API Management key",
                            "[A-Za-z0-9+/]{76}APIM[A-Za-z0-9+/]{6}==",
                            Checks.SIGNED,
                            HIGH,
                            "regenerate the key"),
                    within(
                            "azure-cask-key",
                            "Azure common annotated key",
                            "[A-Za-z0-9+/_-]{52}JQQJ99[A-Za-z0-9+/_-]{26,30}=?=?",
                            Checks.SIGNED,
                            HIGH,
                            "regenerate the key where the annotation says"),
                    within(
                            "azure-connection-string",
                            "Azure connection string with its key",
                            "(?:AccountKey|SharedAccessKey)=([A-Za-z0-9+/]{40,90}={0,2})",
                            Checks.CONNECTION,
                            CRITICAL,
                            "rotate the key of the account or policy"),
                    within(
                            "azure-shared-access-signature",
                            "Azure shared access signature",
                            "[?&]sig=([A-Za-z0-9%]{43,70}%3[Dd])",
                            Checks.SHAPE,
                            HIGH,
                            "revoke the stored access policy or rotate the account key"),
                    token(
                            "azure-devops-token",
                            "Azure DevOps personal access token",
                            "[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}",
                            Checks.SIGNED,
                            CRITICAL,
                            "revoke the token in user settings"),
                    token(
                            "google-api-key",
                            "Google API key",
                            "AIza[A-Za-z0-9_-]{35}",
                            Checks.WEAK_SHAPE,
                            MEDIUM,
                            "Google Cloud console, credentials"),
                    token(
                            "google-oauth-client-secret",
                            "Google OAuth client secret",
                            "GOCSPX-[A-Za-z0-9_-]{28}",
                            Checks.SHAPE,
                            HIGH,
                            "reset the client secret in the console"),
                    token(
                            "google-oauth-access-token",
                            "Google OAuth access token",
                            "ya29\\.[A-Za-z0-9_-]{30,400}",
                            Checks.SHAPE,
                            MEDIUM,
                            "it ends by itself within an hour; revoke the grant"),
                    token(
                            "google-oauth-refresh-token",
                            "Google OAuth refresh token",
                            "1//0[A-Za-z0-9_-]{40,120}",
                            Checks.SHAPE,
                            HIGH,
                            "revoke the grant of the account"),
                    token(
                            "google-recaptcha-secret",
                            "Google reCAPTCHA secret key",
                            "6L[0-9A-Za-z_-]{6}AAAAA[0-9A-Za-z_-]{27}",
                            Checks.WEAK_SHAPE,
                            LOW,
                            "reCAPTCHA admin console"),
                    token(
                            "digitalocean-token",
                            "DigitalOcean token",
                            "do[opr]_v1_[a-f0-9]{64}",
                            Checks.SHAPE,
                            CRITICAL,
                            "DigitalOcean control panel, API"));

    private CloudDetectors() {}
}
