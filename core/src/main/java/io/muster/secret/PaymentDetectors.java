package io.muster.secret;

import static io.muster.model.Severity.CRITICAL;
import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.LOW;
import static io.muster.model.Severity.MEDIUM;
import static io.muster.secret.Detector.LOWER_UUID;
import static io.muster.secret.Detector.UUID;
import static io.muster.secret.Detector.named;
import static io.muster.secret.Detector.token;

import java.util.List;

/// Payment, money and trade.
final class PaymentDetectors {
    static final List<Detector> ALL =
            List.of(
                    token(
                            "stripe-key",
                            "Stripe secret or restricted key",
                            "[sr]k_(?:live|prod)_[A-Za-z0-9]{10,247}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Stripe dashboard, API keys"),
                    token(
                            "stripe-test-key",
                            "Stripe key of the test mode",
                            "[sr]k_test_[A-Za-z0-9]{10,247}",
                            Checks.SHAPE,
                            MEDIUM,
                            "Stripe dashboard, API keys"),
                    token(
                            "stripe-webhook-secret",
                            "Stripe webhook signing secret",
                            "whsec_[A-Za-z0-9+/]{32,64}",
                            Checks.SHAPE,
                            HIGH,
                            "Stripe dashboard, webhooks"),
                    token(
                            "square-access-token",
                            "Square access token",
                            "(?:EAAA[A-Za-z0-9_-]{60}|sq0atp-[A-Za-z0-9_-]{22,60})",
                            Checks.SHAPE,
                            CRITICAL,
                            "Square developer dashboard"),
                    token(
                            "square-oauth-secret",
                            "Square OAuth secret",
                            "sq0csp-[A-Za-z0-9_-]{40,60}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Square developer dashboard"),
                    token(
                            "braintree-token",
                            "Braintree access token",
                            "access_token\\$(?:production|sandbox)\\$[a-z0-9]{16}\\$[a-f0-9]{32}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Braintree control panel"),
                    named(
                            "paypal-secret",
                            "PayPal client secret",
                            List.of("paypal"),
                            "E[A-Za-z0-9_-]{79}",
                            CRITICAL,
                            "PayPal developer dashboard"),
                    named(
                            "adyen-key",
                            "Adyen API key",
                            List.of("adyen"),
                            "AQE[A-Za-z0-9+/=.]{60,400}",
                            CRITICAL,
                            "Adyen customer area"),
                    token(
                            "shopify-token",
                            "Shopify token",
                            "shp(?:at|ca|pa|ss|ua)_[a-fA-F0-9]{32}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Shopify admin, apps"),
                    token(
                            "shippo-token",
                            "Shippo token",
                            "shippo_(?:live|test)_[a-fA-F0-9]{40}",
                            Checks.SHAPE,
                            HIGH,
                            "Shippo settings, API"),
                    token(
                            "easypost-token",
                            "EasyPost API token",
                            "EZ[AT]K[A-Za-z0-9]{54}",
                            Checks.SHAPE,
                            HIGH,
                            "EasyPost, API keys"),
                    token(
                            "duffel-token",
                            "Duffel access token",
                            "duffel_(?:test|live)_[A-Za-z0-9_=-]{43}",
                            Checks.SHAPE,
                            HIGH,
                            "Duffel, access tokens"),
                    token(
                            "flutterwave-secret-key",
                            "Flutterwave secret key",
                            "FLWSECK(?:_TEST)?-[a-h0-9]{32}-X",
                            Checks.SHAPE,
                            CRITICAL,
                            "Flutterwave settings, API"),
                    token(
                            "flutterwave-public-key",
                            "Flutterwave public key",
                            "FLWPUBK(?:_TEST)?-[a-h0-9]{32}-X",
                            Checks.SHAPE,
                            LOW,
                            "Flutterwave settings, API"),
                    token(
                            "flutterwave-encryption-key",
                            "Flutterwave encryption key",
                            "FLWSECK(?:_TEST)?-?[a-h0-9]{12}",
                            Checks.SHAPE,
                            HIGH,
                            "Flutterwave settings, API"),
                    token(
                            "gocardless-token",
                            "GoCardless token",
                            "(?:live|sandbox)_[A-Za-z0-9_=-]{40}",
                            Checks.WEAK_SHAPE,
                            CRITICAL,
                            "GoCardless developers"),
                    named(
                            "lob-key",
                            "Lob API key",
                            List.of("lob"),
                            "(?:live|test)_[a-f0-9]{35}",
                            HIGH,
                            "Lob dashboard, API keys"),
                    named(
                            "lob-publishable-key",
                            "Lob publishable key",
                            List.of("lob"),
                            "(?:live|test)_pub_[a-f0-9]{31}",
                            LOW,
                            "Lob dashboard, API keys"),
                    token(
                            "razorpay-key",
                            "Razorpay key id",
                            "rzp_(?:live|test)_[A-Za-z0-9]{14}",
                            Checks.SHAPE,
                            MEDIUM,
                            "Razorpay dashboard, API keys"),
                    token(
                            "mercadopago-token",
                            "Mercado Pago token",
                            "(?:APP_USR|TEST)-[0-9]{13,16}-[0-9]{6}-[a-f0-9]{32}-[0-9]{6,10}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Mercado Pago developers"),
                    token(
                            "paystack-key",
                            "Paystack secret key",
                            "sk_(?:live|test)_[a-f0-9]{40}",
                            Checks.SHAPE,
                            CRITICAL,
                            "Paystack dashboard"),
                    named(
                            "plaid-secret",
                            "Plaid secret",
                            List.of("plaid"),
                            "(?:[a-z0-9]{30}|[A-Za-z0-9]{24})",
                            CRITICAL,
                            "Plaid dashboard, keys"),
                    token(
                            "plaid-access-token",
                            "Plaid access token",
                            "access-(?:sandbox|development|production)-" + LOWER_UUID,
                            Checks.SHAPE,
                            CRITICAL,
                            "Plaid, /item/access_token/invalidate"),
                    named(
                            "coinbase-token",
                            "Coinbase access token",
                            List.of("coinbase"),
                            "[A-Za-z0-9_-]{64}",
                            CRITICAL,
                            "Coinbase, API settings"),
                    named(
                            "kraken-token",
                            "Kraken access token",
                            List.of("kraken"),
                            "[A-Za-z0-9/=_+-]{80,90}",
                            CRITICAL,
                            "Kraken, API settings"),
                    named(
                            "kucoin-access-key",
                            "KuCoin access token",
                            List.of("kucoin"),
                            "[a-f0-9]{24}",
                            HIGH,
                            "KuCoin, API management"),
                    named(
                            "kucoin-secret-key",
                            "KuCoin secret key",
                            List.of("kucoin"),
                            UUID,
                            CRITICAL,
                            "KuCoin, API management"),
                    named(
                            "bittrex-key",
                            "Bittrex key",
                            List.of("bittrex"),
                            "[A-Za-z0-9]{32}",
                            HIGH,
                            "Bittrex, API keys"),
                    named(
                            "binance-key",
                            "Binance key",
                            List.of("binance"),
                            "[A-Za-z0-9]{64}",
                            CRITICAL,
                            "Binance, API management"),
                    named(
                            "etsy-token",
                            "Etsy API key",
                            List.of("etsy"),
                            "[A-Za-z0-9]{24}",
                            MEDIUM,
                            "Etsy developers"),
                    named(
                            "finicity-client-secret",
                            "Finicity client secret",
                            List.of("finicity"),
                            "[A-Za-z0-9]{20}",
                            HIGH,
                            "Finicity developer portal"),
                    named(
                            "finicity-token",
                            "Finicity API token",
                            List.of("finicity"),
                            "[a-f0-9]{32}",
                            HIGH,
                            "Finicity developer portal"),
                    named(
                            "finnhub-token",
                            "Finnhub token",
                            List.of("finnhub"),
                            "[A-Za-z0-9]{20}",
                            LOW,
                            "Finnhub dashboard"),
                    named(
                            "freshbooks-token",
                            "FreshBooks access token",
                            List.of("freshbooks"),
                            "[A-Za-z0-9]{64}",
                            HIGH,
                            "FreshBooks developer page"),
                    named(
                            "freemius-key",
                            "Freemius secret key",
                            List.of("freemius", "secret_key"),
                            "sk_[^ \"\\']{29}",
                            HIGH,
                            "Freemius dashboard"),
                    named(
                            "squarespace-token",
                            "Squarespace token",
                            List.of("squarespace"),
                            UUID,
                            HIGH,
                            "Squarespace settings"),
                    named(
                            "chargebee-key",
                            "Chargebee API key",
                            List.of("chargebee"),
                            "(?:live|test)_[A-Za-z0-9]{32,40}",
                            CRITICAL,
                            "Chargebee, API keys"),
                    named(
                            "wise-token",
                            "Wise API token",
                            List.of("wise_api", "transferwise"),
                            UUID,
                            CRITICAL,
                            "Wise settings, API tokens"));

    private PaymentDetectors() {}
}
