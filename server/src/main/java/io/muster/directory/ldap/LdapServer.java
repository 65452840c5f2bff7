package io.muster.directory.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Where a directory answers, and as whom we ask. A connection is private before anything is said
/// on it, and the certificate must be one that is trusted and of this host: the bind sends a
/// password.
///
/// @param security TLS from the first byte, or asked for by StartTLS (RFC 4511, section 4.14)
/// @param tls by whom the server must be known
/// @param bindDn empty to ask as nobody
/// @param password is read anew each time, and kept nowhere
public record LdapServer(
        String host,
        int port,
        Security security,
        SSLContext tls,
        Optional<String> bindDn,
        Callable<String> password) {
    private static final int CONNECT_MILLIS = 5_000;
    private static final long ANSWER_MILLIS = 60_000;
    private static final int MESSAGE_BYTES_MAX = 32 << 20;

    /// How the connection is made private.
    public enum Security {
        TLS,
        STARTTLS
    }

    /// An open connection, as whom it is configured.
    ///
    /// @throws IOException saying what hinders
    LDAPConnection open() throws IOException {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setConnectTimeoutMillis(CONNECT_MILLIS);
        options.setResponseTimeoutMillis(ANSWER_MILLIS);
        options.setMaxMessageSize(MESSAGE_BYTES_MAX);
        options.setFollowReferrals(false);
        options.setUseSynchronousMode(true);
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(false));
        LDAPConnection connection = null;
        try {
            connection =
                    security == Security.TLS
                            ? new LDAPConnection(tls.getSocketFactory(), options, host, port)
                            : new LDAPConnection(options, host, port);
            if (security == Security.STARTTLS) {
                var answer = connection.processExtendedOperation(new StartTLSExtendedRequest(tls));
                if (!answer.getResultCode().equals(ResultCode.SUCCESS)) {
                    throw new IOException(
                            "%s does not speak StartTLS; use ldaps://".formatted(host));
                }
            }
            if (bindDn.isPresent()) {
                connection.bind(new SimpleBindRequest(bindDn.get(), password.call()));
            }
            return connection;
        } catch (LDAPException e) {
            close(connection);
            throw new IOException(reason(e), e);
        } catch (IOException | RuntimeException e) {
            close(connection);
            throw e;
        } catch (Exception e) {
            close(connection);
            throw new IOException("the password cannot be read", e);
        }
    }

    private static void close(@Nullable LDAPConnection connection) {
        if (connection != null) {
            connection.close();
        }
    }

    private String reason(LDAPException e) {
        ResultCode code = e.getResultCode();
        if (code.equals(ResultCode.INVALID_CREDENTIALS)) {
            return "%s does not take ldap.bind-dn with this password".formatted(host);
        }
        return "%s:%d cannot be used: %s".formatted(host, port, said(e));
    }

    /// The first line: the library adds what it was doing.
    static String said(LDAPException e) {
        String text = String.valueOf(e.getMessage());
        int end = text.indexOf('\n');
        String line = end < 0 ? text : text.substring(0, end);
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }
}
