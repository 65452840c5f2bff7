package io.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.inventory.Actor;
import io.muster.inventory.Viewer;
import io.muster.inventory.corrections.Identities;
import io.muster.inventory.query.Listing;
import io.muster.inventory.query.Query;
import io.muster.inventory.query.QueryRefused;
import io.muster.inventory.search.CredentialSummary;
import io.muster.inventory.search.IdentitySummary;
import io.muster.inventory.search.PageRequest;
import io.muster.store.identities.JdbcIdentities;
import io.muster.store.intake.Inventory;
import io.muster.store.roll.JdbcSearchIndex;
import io.muster.store.roll.Removal;
import io.muster.store.roll.Tally;
import io.muster.store.search.JdbcSearch;
import io.muster.unit.Unavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// However far the index has followed, and whatever became of its file, the rows alone decide what
/// is found.
class SearchFileTest {
    private static final Actor ANNA = new Actor("anna", "test");
    private static final String PLACE = "file://web-3/etc/";

    @TempDir Path folder;

    private Inventory inventory;

    @BeforeEach
    void open() {
        inventory = new Inventory(SqliteDatabase.roll(folder));
    }

    @AfterEach
    void close() {
        inventory.close();
    }

    @Test
    void whatIsWrittenIsFoundBeforeTheIndexFollows() throws Exception {
        scan("quux.example.com");
        assertThat(found("quux")).containsExactly("quux.example.com");
        follow();
        scan("quuz.example.com");

        assertThat(found("quux")).containsExactly("quux.example.com");
        assertThat(found("quuz")).containsExactly("quuz.example.com");
        assertThat(found("place:etc/quu"))
                .containsExactlyInAnyOrder("quux.example.com", "quuz.example.com");
        assertThat(indexed()).isEqualTo(1);
        follow();
        assertThat(indexed()).isEqualTo(2);
        assertThat(found("quuz")).containsExactly("quuz.example.com");
    }

    @Test
    void aMachineIsFoundByItsNewNameAtOnceAndOnceOnly() throws Exception {
        scan("one.example.com");
        follow();
        rename("one.example.com", "Quuxbar");

        assertThat(machines("quuxb")).containsExactly("Quuxbar");
        follow();
        assertThat(machines("quuxb")).containsExactly("Quuxbar");
        assertThat(inventory.number("SELECT count(*) FROM text_change")).isEqualTo(1);
        rename("Quuxbar", "Quuxbaz");
        follow();
        assertThat(machines("quuxbaz")).containsExactly("Quuxbaz");
        assertThat(inventory.number("SELECT count(*) FROM text_change")).isEqualTo(1);
    }

    @Test
    void aFingerprintIsFoundByItsFirstDigits() throws Exception {
        scan("quux.example.com");
        String whole = inventory.text("SELECT fingerprint FROM credential");
        String digits = whole.substring("sha256:".length());
        for (int followed = 0; followed < 2; followed++) {
            for (String query :
                    List.of(
                            digits.substring(0, 6),
                            digits.substring(0, 40),
                            digits,
                            "fingerprint:" + whole,
                            "fingerprint:" + digits.substring(0, 4) + "*",
                            "fingerprint:" + digits.substring(0, 2) + "*")) {
                assertThat(found(query)).as(query).containsExactly("quux.example.com");
            }
            assertThat(found(digits.substring(1, 9))).isEmpty();
            follow();
        }
    }

    @Test
    void aNumberThatComesAgainIsFoundByWhatItMeansNow() throws Exception {
        scan("one.example.com", "gone.example.com");
        follow();
        remove("gone.example.com");
        scan("quux.example.com");

        assertThat(numbers()).containsExactly(1L, 2L);
        assertThat(found("quux")).containsExactly("quux.example.com");
        follow();
        assertThat(found("quux")).containsExactly("quux.example.com");
        assertThat(found("gone.ex")).isEmpty();
    }

    @Test
    void soDoesOneThatTheIndexHasForgotten() throws Exception {
        scan("one.example.com", "gone.example.com");
        follow();
        remove("gone.example.com");
        follow();
        assertThat(indexed()).isEqualTo(1);
        scan("quux.example.com");
        follow();

        assertThat(numbers()).containsExactly(1L, 2L);
        assertThat(found("quux")).containsExactly("quux.example.com");
        assertThat(indexed()).isEqualTo(2);
    }

    @Test
    void theNextStartGoesOnWithTheFile() throws Exception {
        scan("quux.example.com");
        follow();
        Path file = file();
        again();
        scan("quuz.example.com");
        follow();

        assertThat(file()).isEqualTo(file);
        assertThat(indexed()).isEqualTo(2);
    }

    @Test
    void aFileThatIsAwayIsMadeAgain() throws Exception {
        scan("quux.example.com");
        follow();
        Path file = file();
        inventory.close();
        Files.delete(file);
        again();

        assertThat(found("quux")).containsExactly("quux.example.com");
        follow();
        assertThat(found("quux")).containsExactly("quux.example.com");
        assertThat(indexed()).isEqualTo(1);
    }

    @Test
    void aDamagedFileIsMadeAgainUnderAnotherName() throws Exception {
        scan("quux.example.com");
        follow();
        Path file = file();
        inventory.close();
        Files.write(file, new byte[8192], StandardOpenOption.TRUNCATE_EXISTING);
        again();

        assertThatThrownBy(this::follow)
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("made again by itself");
        assertThat(found("quux")).containsExactly("quux.example.com");
        follow();
        assertThat(file()).isNotEqualTo(file);
        assertThat(file).doesNotExist();
        assertThat(indexed()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadWithADamagedFileIsReadWithoutIt() throws Exception {
        scan("quux.example.com");
        follow();
        Path file = file();
        inventory.close();
        // Its first page is whole, so that only a search finds out.
        byte[] pages = Files.readAllBytes(file);
        Arrays.fill(pages, 4096, pages.length, (byte) 0x55);
        again();
        follow();
        Files.write(file, pages);

        assertThat(found("quux")).containsExactly("quux.example.com");
        follow();
        assertThat(found("quux")).containsExactly("quux.example.com");
        assertThat(file()).isNotEqualTo(file);
    }

    @Test
    void aRollThatHasLostItsEndIsIndexedAsItIs() throws Exception {
        scan("one.example.com");
        follow();
        inventory.close();
        byte[] before = Files.readAllBytes(folder.resolve("roll.db"));
        again();
        scan("lost.example.com");
        follow();
        inventory.close();
        Files.write(folder.resolve("roll.db"), before);
        again();
        scan("quux.example.com");
        follow();

        assertThat(numbers()).containsExactly(1L, 2L);
        assertThat(found("quux")).containsExactly("quux.example.com");
        assertThat(found("lost")).isEmpty();
        assertThat(indexed()).isEqualTo(2);
    }

    @Test
    void aRollThatHasLostAChangeIsIndexedAnew() throws Exception {
        scan("one.example.com");
        follow();
        inventory.close();
        Path file = file();
        byte[] before = Files.readAllBytes(folder.resolve("roll.db"));
        again();
        rename("one.example.com", "Quuxbar");
        follow();
        inventory.close();
        Files.write(folder.resolve("roll.db"), before);
        again();
        follow();

        assertThat(machines("one.ex")).containsExactly("one.example.com");
        assertThat(file()).isNotEqualTo(file);
    }

    @Test
    void anIndexThatHasLostAChangeIsMadeAnew() throws Exception {
        scan("one.example.com");
        follow();
        inventory.close();
        Path file = file();
        byte[] before = Files.readAllBytes(file);
        again();
        rename("one.example.com", "Quuxbar");
        follow();
        rename("Quuxbar", "Quuxbaz");
        follow();
        inventory.close();
        Files.write(file, before);
        again();
        follow();

        assertThat(machines("quuxbaz")).containsExactly("Quuxbaz");
        assertThat(file()).isNotEqualTo(file);
    }

    @Test
    void aFolderOfTheFirstSchemaIsSearchedFromTheFirstMoment() throws Exception {
        Path old = Files.createDirectory(folder.resolve("old"));
        FirstSchema.made(
                DatabaseKind.SQLITE,
                old,
                inventory.certificate("quux.example.com", PLACE + "quux.example.com"));
        inventory.close();
        folder = old;
        again();

        assertThat(found("quux")).containsExactly("quux.example.com");
        follow();
        assertThat(found("quux")).containsExactly("quux.example.com");
        assertThat(found("place:etc/quu")).containsExactly("quux.example.com");
        assertThat(indexed()).isEqualTo(1);
    }

    @Test
    void theRollOfACopyKnowsNoFile() throws Exception {
        scan("quux.example.com");
        follow();
        Path copy = folder.resolve("copy.db");
        ((SqliteDatabase) inventory.database).copyTo(copy);
        inventory.close();
        Path file = file();
        Files.move(copy, folder.resolve("roll.db"), StandardCopyOption.REPLACE_EXISTING);
        again();
        follow();

        assertThat(file()).isNotEqualTo(file);
        assertThat(found("quux")).containsExactly("quux.example.com");
        assertThat(indexed()).isEqualTo(1);
    }

    private void again() {
        inventory.close();
        inventory = new Inventory(SqliteDatabase.roll(folder));
    }

    private void scan(String... names) {
        for (String name : names) {
            inventory.scan(name, inventory.certificate(name, PLACE + name));
        }
    }

    private void follow() {
        JdbcSearchIndex index = new JdbcSearchIndex(inventory.database);
        while (index.follow() > 0) {
            // There is more.
        }
        assertThat(index.behind()).isZero();
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.toString().matches(".*/search-[0-9a-f]{8}\\.db"))
                    .reduce((one, two) -> {
                        throw new AssertionError(one + " and " + two);
                    })
                    .orElseThrow();
        }
    }

    /// How many credentials the index has.
    private long indexed() {
        return inventory.number(
                "SELECT count(*) FROM search.credential_text WHERE credential_text MATCH '\"exa\"'");
    }

    private List<Long> numbers() {
        return inventory.database.read(session ->
                session.all("SELECT n FROM credential ORDER BY n", row -> row.number(1)));
    }

    private List<String> found(String query) throws QueryRefused {
        return search()
                .credentials(
                        new Viewer.Everything(),
                        Query.parse(Listing.CREDENTIALS, query),
                        PageRequest.first(50))
                .items()
                .stream()
                .map(CredentialSummary::title)
                .toList();
    }

    private List<String> machines(String query) throws QueryRefused {
        return search()
                .identities(
                        new Viewer.Everything(),
                        Query.parse(Listing.IDENTITIES, query),
                        PageRequest.first(50))
                .items()
                .stream()
                .map(IdentitySummary::name)
                .toList();
    }

    private JdbcSearch search() {
        return new JdbcSearch(inventory.database, InstantSource.fixed(Inventory.START));
    }

    private void rename(String name, String to) {
        String id =
                inventory.text("SELECT lower(hex(id)) FROM identity WHERE name = '" + name + "'");
        long version = inventory.number("SELECT version FROM identity WHERE name = '" + name + "'");
        inventory.database.write(unit ->
                new JdbcIdentities()
                        .rename(
                                unit,
                                new Identities.Change(id, version, ANNA, Inventory.START),
                                to));
    }

    private void remove(String title) {
        long n = inventory.number("SELECT n FROM credential WHERE title = '" + title + "'");
        inventory.database.write(unit ->
                Database.in(
                        unit,
                        session -> {
                            Tally tally = new Tally();
                            new Removal(session).credential(n, tally);
                            tally.write(session);
                            return true;
                        }));
    }
}
