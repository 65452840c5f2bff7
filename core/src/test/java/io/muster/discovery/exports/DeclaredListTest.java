package io.muster.discovery.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.Declaration;
import io.muster.model.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Lists that people keep.
class DeclaredListTest {

    @Test
    void aSemicolonListWithQuotesAndLineEndsInThemIsRead() throws Exception {
        List<Declaration> lines =
                read(
                        "CN;Owner;Not After\r\n\"pay.example.com, www.pay.example.com\";\"Team\nPay\";2026-01-01\r\n");

        assertThat(lines).hasSize(1);
        assertThat(lines.getFirst().names())
                .containsExactly("pay.example.com", "www.pay.example.com");
        assertThat(lines.getFirst().owner()).contains("Team\nPay");
        assertThat(lines.getFirst().expires()).contains("2026-01-01");
    }

    @Test
    void utf16AndTabsAndAByteOrderMarkAreRead() throws Exception {
        byte[] bytes =
                "\uFEFFname\towner\npay.example.com\tPay\n".getBytes(StandardCharsets.UTF_16LE);

        List<Declaration> lines =
                DeclaredList.read(Exported.content(bytes), Columns.GUESSED).declarations();

        assertThat(lines)
                .extracting(Declaration::names)
                .containsExactly(List.of("pay.example.com"));
    }

    @Test
    void fingerprintsAndSerialNumbersAreReadHoweverTheyAreSeparated() throws Exception {
        String hex = "AB".repeat(32);
        List<Declaration> lines =
                read(
                        "fingerprint,serial,issuer\nSHA256:"
                                + "AB:".repeat(31)
                                + "AB,0x0A:0B,CN=CA\n");

        assertThat(lines.getFirst().fingerprint()).contains(hex.toLowerCase(Locale.ROOT));
        assertThat(lines.getFirst().serialNumber()).contains("0a0b");
    }

    @Test
    void hostAndPortAreOnePlace() throws Exception {
        assertThat(read("host,port\nweb-1,443\n").getFirst().place()).contains("web-1:443");
    }

    @Test
    void aColumnThatWasNamedCountsMoreThanAGuess() throws Exception {
        Columns columns = new Columns(Map.of(Columns.Field.NAME, "Dienst"));

        List<Declaration> lines =
                DeclaredList.read(Exported.content("name,Dienst\nx,pay.example.com\n"), columns)
                        .declarations();

        assertThat(lines.getFirst().names()).containsExactly("pay.example.com");
    }

    @Test
    void jsonIsAListOrHoldsOne() throws Exception {
        String list = "[{\"name\": [\"a.example.com\", \"b.example.com\"], \"team\": \"Pay\"}]";

        assertThat(read(list).getFirst().names()).hasSize(2);
        assertThat(read("{\"certificates\": " + list + "}").getFirst().owner()).contains("Pay");
    }

    @Test
    void aListThatSaysNothingUsefulIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> read("colour,size\nred,7\n"))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("say which column holds what");
    }

    @Test
    void aLineThatSaysNothingIsUnusableAndNotMissing() throws Exception {
        DeclaredList list =
                DeclaredList.read(Exported.content("name,owner\n,Pay\n"), Columns.GUESSED);

        assertThat(list.declarations()).isEmpty();
        assertThat(list.unusable()).hasSize(1);
    }

    @Test
    void aQuoteThatNeverClosesIsRefused() {
        assertThatThrownBy(() -> read("name\n\"a.example.com\n")).isInstanceOf(Malformed.class);
    }

    private static List<Declaration> read(String text) throws Exception {
        return DeclaredList.read(Exported.content(text), Columns.GUESSED).declarations();
    }
}
