package io.muster.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchStandingTest {
    @Test
    void onlyAFileThatIsFarBehindIsTroubleAndIsNotAsked() {
        Path file = Path.of("search.db");
        SearchFile.Standing near = new SearchFile.Standing(Optional.of(file), 400_000, 20_000);
        assertThat(near.usable()).contains(file);
        assertThat(near.trouble()).isEmpty();
        SearchFile.Standing far = new SearchFile.Standing(Optional.of(file), 400_000, 100_000);
        assertThat(far.usable()).isEmpty();
        assertThat(far.trouble().orElseThrow()).contains("75 %");
    }
}
