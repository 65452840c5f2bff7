package io.muster.secret;

import static io.muster.model.Severity.HIGH;
import static io.muster.model.Severity.MEDIUM;
import static io.muster.secret.Detector.within;

import java.util.List;

/// Logins in addresses and headers, and whatever is called password, secret, token or key.
final class GenericDetectors {
    private static final String ELSEWHERE = " and keep it outside of the text";

    static final List<Detector> ALL =
            List.of(
                    new Detector(
                            "url-password",
                            "password in a URL",
                            new UrlPassword(),
                            ContextChecks.PASSWORD_IN_PLACE,
                            HIGH,
                            "change the password" + ELSEWHERE),
                    new Detector(
                            "authorization-header",
                            "token in an Authorization header",
                            new AuthorizationHeader(),
                            ContextChecks.HEADER_TOKEN,
                            HIGH,
                            "revoke the token at its issuer"),
                    new Detector(
                            "command-password",
                            "user and password on a command line",
                            new CommandPassword(),
                            ContextChecks.PASSWORD_IN_PLACE,
                            HIGH,
                            "change the password" + ELSEWHERE),
                    within(
                            "netrc-password",
                            "password in a .netrc",
                            "machine\\s{1,8}[^\\s]{1,128}\\s{1,8}login\\s{1,8}[^\\s]{"
                                    + "1,128}\\s{1,8}password\\s{1,8}([^\\s]{4,128})",
                            ContextChecks.LOGIN_PASSWORD,
                            HIGH,
                            "change the password" + ELSEWHERE),
                    new Detector(
                            "password-file",
                            "password hash in a password file",
                            new Token(
                                    Shape.of(
                                            "[A-Za-z0-9_.@-]{1,64}:(\\$(?:2[aby]\\$[0"
                                                    + "-9]{2}\\$[./A-Za-z0-9]{53}|6\\$(?:rounds"
                                                    + "=[0-9]{1,9}\\$)?[./A-Za-z0-9]{1,16}\\$[."
                                                    + "/A-Za-z0-9]{86}|5\\$(?:rounds=[0-9]{1,9}"
                                                    + "\\$)?[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]"
                                                    + "{43}|y\\$[./A-Za-z0-9]{2,8}\\$[./A-Za-z0"
                                                    + "-9]{1,64}\\$[./A-Za-z0-9]{43}|1\\$[./A-Z"
                                                    + "a-z0-9]{1,8}\\$[./A-Za-z0-9]{22}|apr1\\$"
                                                    + "[./A-Za-z0-9]{1,8}\\$[./A-Za-z0-9]{22}))"),
                                    Token.Edge.LINE),
                            Checks.SHAPE,
                            MEDIUM,
                            "change the password: hashes can be tried at leisure"),
                    new Detector(
                            "password",
                            "password",
                            Generic.PASSWORD,
                            ContextChecks.NAMED_SO,
                            HIGH,
                            "change the password" + ELSEWHERE),
                    new Detector(
                            "secret",
                            "secret",
                            Generic.SECRET,
                            ContextChecks.NAMED_SO,
                            HIGH,
                            "replace the secret" + ELSEWHERE),
                    new Detector(
                            "token",
                            "token",
                            Generic.TOKEN,
                            ContextChecks.NAMED_SO,
                            HIGH,
                            "revoke the token at its issuer"),
                    new Detector(
                            "api-key",
                            "API key",
                            Generic.KEY,
                            ContextChecks.NAMED_SO,
                            HIGH,
                            "revoke the key at its issuer"),
                    new Detector(
                            "credential",
                            "credential",
                            Generic.CREDENTIAL,
                            ContextChecks.NAMED_SO,
                            HIGH,
                            "change it" + ELSEWHERE));

    private GenericDetectors() {}
}
