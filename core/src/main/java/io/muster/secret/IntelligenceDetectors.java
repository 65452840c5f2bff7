package io.muster.secret;

import static io.muster.model.Severity.CRITICAL;
import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.LOW;
import static io.muster.model.Severity.MEDIUM;
import static io.muster.secret.Detector.LOWER_UUID;
import static io.muster.secret.Detector.named;
import static io.muster.secret.Detector.token;

import java.util.List;

/// Language models and data science.
final class IntelligenceDetectors {
    static final List<Detector> ALL =
            List.of(
                    token(
                            "openai-key",
                            "OpenAI API key",
                            "sk-(?:(?:proj|svcacct|service|admin|None)-)?[A-Za-z0-9_-"
                                    + "]{18,80}T3BlbkFJ[A-Za-z0-9_-]{18,80}",
                            Checks.SIGNED,
                            CRITICAL,
                            "OpenAI platform, API keys"),
                    token(
                            "openai-legacy-key",
                            "OpenAI API key",
                            "[A-Za-z0-9_-]{20,80}T3BlbkFJ[A-Za-z0-9_-]{20,80}",
                            Checks.OPENAI,
                            CRITICAL,
                            "OpenAI platform, API keys"),
                    token(
                            "anthropic-key",
                            "Anthropic API key",
                            "sk-ant-(?:api03|admin01|oat01|ort01|sid01)-[A-Za-z0-9_-]{80,120}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Anthropic console, API keys"),
                    token(
                            "openrouter-key",
                            "OpenRouter API key",
                            "sk-or-v1-[a-f0-9]{64}",
                            Checks.SHAPE,
                            HIGH,
                            "OpenRouter, keys"),
                    token(
                            "huggingface-token",
                            "Hugging Face token",
                            "(?:hf_|api_org_)[A-Za-z]{34}",
                            Checks.SHAPE,
                            HIGH,
                            "Hugging Face settings, access tokens"),
                    named(
                            "cohere-token",
                            "Cohere API token",
                            List.of("cohere", "co_api_key"),
                            "[A-Za-z0-9]{40}",
                            HIGH,
                            "Cohere dashboard"),
                    token(
                            "perplexity-key",
                            "Perplexity API key",
                            "pplx-[A-Za-z0-9]{48}",
                            Checks.SHAPE,
                            HIGH,
                            "Perplexity settings, API"),
                    token(
                            "groq-key",
                            "Groq API key",
                            "gsk_[A-Za-z0-9]{52}",
                            Checks.SHAPE,
                            HIGH,
                            "Groq console, API keys"),
                    token(
                            "xai-key",
                            "xAI API key",
                            "xai-[A-Za-z0-9]{80}",
                            Checks.SHAPE,
                            HIGH,
                            "xAI console"),
                    token(
                            "replicate-token",
                            "Replicate API token",
                            "r8_[A-Za-z0-9]{37}",
                            Checks.SHAPE,
                            HIGH,
                            "Replicate account, API tokens"),
                    named(
                            "fireworks-key",
                            "Fireworks API key",
                            List.of("fireworks"),
                            "fw_[A-Za-z0-9]{22,40}",
                            HIGH,
                            "Fireworks, API keys"),
                    token(
                            "cerebras-key",
                            "Cerebras API key",
                            "csk-[a-z0-9]{48}",
                            Checks.SHAPE,
                            HIGH,
                            "Cerebras cloud"),
                    token(
                            "langsmith-key",
                            "LangSmith API key",
                            "ls(?:v2_(?:pt|sk)|__)_?[a-f0-9]{32}(?:_[a-f0-9]{10})?",
                            Checks.SHAPE,
                            HIGH,
                            "LangSmith settings"),
                    token(
                            "langfuse-key",
                            "Langfuse secret key",
                            "sk-lf-" + LOWER_UUID,
                            Checks.SHAPE,
                            HIGH,
                            "Langfuse project settings"),
                    token(
                            "nvidia-key",
                            "NVIDIA API key",
                            "nvapi-[A-Za-z0-9_-]{60,70}",
                            Checks.SHAPE,
                            HIGH,
                            "NVIDIA, API keys"),
                    token(
                            "tavily-key",
                            "Tavily API key",
                            "tvly-(?:dev-|prod-)?[A-Za-z0-9]{32}",
                            Checks.SHAPE,
                            MEDIUM,
                            "Tavily dashboard"),
                    token(
                            "jina-key",
                            "Jina API key",
                            "jina_[A-Za-z0-9]{60}",
                            Checks.SHAPE,
                            MEDIUM,
                            "Jina dashboard"),
                    token(
                            "pinecone-key",
                            "Pinecone API key",
                            "pcsk_[A-Za-z0-9_]{60,80}",
                            Checks.SHAPE,
                            HIGH,
                            "Pinecone console"),
                    token(
                            "voyage-key",
                            "Voyage API key",
                            "pa-[A-Za-z0-9_-]{43}",
                            Checks.WEAK_SHAPE,
                            MEDIUM,
                            "Voyage dashboard"),
                    token(
                            "elevenlabs-key",
                            "ElevenLabs API key",
                            "sk_[a-f0-9]{48}",
                            Checks.SHAPE,
                            MEDIUM,
                            "ElevenLabs profile"),
                    named(
                            "deepseek-key",
                            "DeepSeek API key",
                            List.of("deepseek"),
                            "sk-[a-f0-9]{32}",
                            HIGH,
                            "DeepSeek platform"),
                    named(
                            "mistral-key",
                            "Mistral API key",
                            List.of("mistral"),
                            "[A-Za-z0-9]{32}",
                            HIGH,
                            "Mistral console"),
                    named(
                            "together-key",
                            "Together API key",
                            List.of("together_api", "togetherai"),
                            "(?:[a-f0-9]{64}|tgp_v1_[A-Za-z0-9_-]{43})",
                            HIGH,
                            "Together settings"),
                    named(
                            "stability-key",
                            "Stability API key",
                            List.of("stability"),
                            "sk-[A-Za-z0-9]{48}",
                            HIGH,
                            "Stability account"),
                    named(
                            "wandb-key",
                            "Weights & Biases API key",
                            List.of("wandb"),
                            "(?:wandb_v1_[A-Za-z0-9_]{40,90}|[a-f0-9]{40})",
                            HIGH,
                            "Weights & Biases settings"),
                    named(
                            "kaggle-key",
                            "Kaggle key",
                            List.of("kaggle"),
                            "[a-f0-9]{32}",
                            MEDIUM,
                            "Kaggle account"),
                    named(
                            "privateai-token",
                            "Private AI token",
                            List.of("privateai", "private_ai", "private-ai"),
                            "[a-z0-9]{32}",
                            MEDIUM,
                            "Private AI portal"),
                    token(
                            "databricks-token",
                            "Databricks token",
                            "dapi[a-f0-9]{32}(?:-[0-9])?",
                            Checks.SHAPE,
                            CRITICAL,
                            "Databricks, access tokens"),
                    token(
                            "clickhouse-cloud-key",
                            "ClickHouse Cloud API secret",
                            "4b1d[A-Za-z0-9]{38}",
                            Checks.SHAPE,
                            CRITICAL,
                            "ClickHouse Cloud, API keys"),
                    named(
                            "looker-client-id",
                            "Looker client id",
                            List.of("looker"),
                            "[A-Za-z0-9]{20}",
                            LOW,
                            "Looker admin, users"),
                    named(
                            "looker-client-secret",
                            "Looker client secret",
                            List.of("looker"),
                            "[A-Za-z0-9]{24}",
                            HIGH,
                            "Looker admin, users"),
                    named(
                            "snowflake-token",
                            "Snowflake password or token",
                            List.of("snowflake_password", "snowflake_token"),
                            "[^ \"\\']{8,64}",
                            CRITICAL,
                            "Snowflake, ALTER USER"));

    private IntelligenceDetectors() {}
}
