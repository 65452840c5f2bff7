package io.muster.roll;

import static io.muster.roll.Fixtures.certificate;
import static io.muster.roll.Fixtures.seen;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.Declaration;
import io.muster.model.Place;
import io.muster.model.Role;
import io.muster.model.X509Certificate;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a team believes it has against what is there.
class ReconciliationTest {
    private static final X509Certificate PAY =
            certificate("pay")
                    .dns("pay.example.com")
                    .serialNumber("0a")
                    .issuer("CN=Some CA,O=Some", "ca")
                    .build();
    private static final X509Certificate SHOP =
            certificate("shop").dns("shop.example.com", "www.example.com").build();
    private static final X509Certificate ROOT =
            certificate("root").selfSigned("CN=Root").authority().build();

    @Test
    void theSurestRuleFindsEachLine() {
        Reconciliation result =
                reconcile(
                        line(1, PAY.fingerprint().digest().toHex(), "", "", "", ""),
                        line(2, "", "", "", "", "shop.example.com"));

        assertThat(result.known())
                .extracting(Reconciliation.Match::rule)
                .containsExactly("fingerprint", "names");
        assertThat(result.unknown()).isEmpty();
        assertThat(result.missing()).isEmpty();
    }

    @Test
    void aSerialNumberCountsWithItsIssuerHexadecimalOrDecimal() {
        assertThat(reconcile(line(1, "", "10", "Some CA", "", "")).known()).hasSize(1);
        assertThat(reconcile(line(1, "", "0a", "O=Some, CN=Some CA", "", "")).known()).hasSize(1);
        assertThat(reconcile(line(1, "", "0a", "", "", "")).missing()).hasSize(1);
    }

    @Test
    void aPlaceIsFoundAsPathOrEndpointOrHost() {
        for (String written :
                List.of(
                        "/etc/pay.pem",
                        "web-1.example.com:443",
                        "WEB-1.example.com",
                        "https://web-1.example.com/x")) {
            assertThat(reconcile(line(1, "", "", "", written, "")).known()).as(written).hasSize(1);
        }
    }

    @Test
    void twoLinesForOneCredentialCountOnce() {
        Reconciliation result =
                reconcile(
                        line(1, "", "", "", "", "pay.example.com"),
                        line(2, PAY.fingerprint().digest().toHex(), "", "", "", ""));

        assertThat(result.known())
                .extracting(it -> it.declaration().line().text())
                .containsExactly("file://h/list.csv#2");
        assertThat(result.repeated()).hasSize(1);
        assertThat(result.knownCredentials()).isEqualTo(1);
        assertThat(result.missing()).isEmpty();
    }

    @Test
    void whatNobodyDeclaredIsUnknownButForeignThingsAreNot() {
        Reconciliation result = reconcile(line(1, "", "", "", "", "gone.example.com"));

        assertThat(result.missing()).hasSize(1);
        assertThat(result.unknown()).containsExactlyInAnyOrder(PAY.id(), SHOP.id());
    }

    private static Reconciliation reconcile(Declaration... declared) {
        try (Roll roll =
                new Roll(
                        Roll.Settings.of(Path.of(System.getProperty("java.io.tmpdir"))),
                        Fixtures.NOW)) {
            roll.accept(seen(PAY, Role.STORED, "file://web-1/etc/pay.pem"));
            roll.accept(seen(PAY, Role.SERVED, "tls://web-1.example.com:443"));
            roll.accept(seen(SHOP, Role.STORED, "file://web-2/etc/shop.pem"));
            roll.accept(seen(ROOT, Role.TRUSTED, "file://web-2/etc/root.pem"));
            return Reconciliation.of(List.of(declared), roll.result().entries());
        }
    }

    private static Declaration line(
            int number,
            String fingerprint,
            String serial,
            String issuer,
            String place,
            String name) {
        return new Declaration(
                new Place("file://h/list.csv#" + number),
                Optional.of(fingerprint).filter(it -> !it.isEmpty()),
                Optional.of(serial).filter(it -> !it.isEmpty()),
                Optional.of(issuer).filter(it -> !it.isEmpty()),
                name.isEmpty() ? List.of() : List.of(name),
                Optional.of(place).filter(it -> !it.isEmpty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
