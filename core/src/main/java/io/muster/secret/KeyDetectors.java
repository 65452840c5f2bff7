package io.muster.secret;

import static io.muster.model.Severity.CRITICAL;
import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.LOW;
import static io.muster.model.Severity.MEDIUM;
import static io.muster.secret.Detector.named;
import static io.muster.secret.Detector.token;
import static io.muster.secret.Detector.within;

import java.util.List;

/// Private keys and tokens that carry their own proof.
final class KeyDetectors {
    static final List<Detector> ALL =
            List.of(
                    PrivateKeyBlock.DETECTOR,
                    within(
                            "putty-private-key",
                            "PuTTY private key",
                            "PuTTY-User-Key-File-[123]: [a-z0-9@.-]{3,60}",
                            Checks.STRUCTURE,
                            CRITICAL,
                            "replace the key wherever its public half is authorized"),
                    token(
                            "age-secret-key",
                            "age identity",
                            "AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}",
                            FormatChecks.AGE,
                            CRITICAL,
                            "make a new identity and encrypt again"),
                    token(
                            "age-pq-secret-key",
                            "age post-quantum identity",
                            "AGE-SECRET-KEY-PQ-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{50,100}",
                            FormatChecks.AGE,
                            CRITICAL,
                            "make a new identity and encrypt again"),
                    token(
                            "nats-seed",
                            "NATS seed (NKEY)",
                            "S[UAOCNX][A-Z2-7]{56}",
                            FormatChecks.NKEY,
                            CRITICAL,
                            "make a new NKEY and revoke the old one"),
                    named(
                            "nats-nkey",
                            "NATS key (NKEY)",
                            List.of("nkey", "nkeys"),
                            "[A-Z2-7]{56,58}",
                            MEDIUM,
                            "an N key is public unless it begins with S"),
                    named(
                            "wireguard-key",
                            "WireGuard private key",
                            List.of("privatekey", "presharedkey"),
                            "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=",
                            CRITICAL,
                            "make a new key and tell the peers"),
                    token(
                            "json-web-token",
                            "JSON Web Token",
                            "eyJ[A-Za-z0-9_-]{8,1200}\\.eyJ[A-Za-z0-9_-]{8,4000}\\.[A"
                                    + "-Za-z0-9_-]{8,4000}",
                            FormatChecks.JWT,
                            HIGH,
                            "revoke it at its issuer, or wait for its exp"),
                    token(
                            "json-web-token-in-base64",
                            "JSON Web Token in base64",
                            "ZXlK[A-Za-z0-9+/]{40,4000}={0,2}",
                            FormatChecks.JWT_IN_BASE64,
                            HIGH,
                            "revoke it at its issuer, or wait for its exp"),
                    JsonWebKeyValue.DETECTOR,
                    token(
                            "private-key-in-base64",
                            "private key in base64",
                            "LS0tLS1CRUdJTi[A-Za-z0-9+/]{100,15000}={0,2}",
                            FormatChecks.PEM_IN_BASE64,
                            CRITICAL,
                            "replace the key and revoke its certificates"),
                    within(
                            "bitcoin-extended-key",
                            "Bitcoin private key (BIP 32)",
                            "xprv[1-9A-HJ-NP-Za-km-z]{107,108}",
                            Checks.SHAPE,
                            CRITICAL,
                            "move the funds"),
                    named(
                            "ethereum-private-key",
                            "Ethereum private key",
                            List.of(
                                    "eth_private",
                                    "ethereum_private",
                                    "wallet_private",
                                    "private_key",
                                    "privatekey"),
                            "(?:0x)?[a-fA-F0-9]{64}",
                            CRITICAL,
                            "move the funds"),
                    within(
                            "ansible-vault",
                            "Ansible vault, encrypted",
                            "\\$ANSIBLE_VAULT;1\\.[12];AES256",
                            Checks.STRUCTURE,
                            LOW,
                            "its password is the secret: keep it elsewhere"));

    private KeyDetectors() {}
}
