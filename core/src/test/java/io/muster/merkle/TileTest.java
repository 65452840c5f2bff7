package io.muster.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TileTest {

    @Test
    void aTileHasThePathOfTheSpecification() {
        assertThat(new Tile(Tile.Kind.HASHES, 0, 1_234_067, 256).path())
                .isEqualTo("tile/0/x001/x234/067");
        assertThat(new Tile(Tile.Kind.HASHES, 3, 0, 17).path()).isEqualTo("tile/3/000.p/17");
        assertThat(new Tile(Tile.Kind.ENTRIES, 0, 1000, 256).path())
                .isEqualTo("tile/entries/x001/000");
    }

    @Test
    void aPathIsReadBack() {
        for (String path :
                List.of("tile/0/x001/x234/067", "tile/7/000.p/255", "tile/entries/999.p/1")) {
            assertThat(Tile.at(path)).map(Tile::path).contains(path);
        }
    }

    @Test
    void aPathThatNamesNoTileOrATileInASecondWayIsNone() {
        for (String path :
                List.of(
                        "tile/8/000",
                        "tile/0/0",
                        "tile/0/x000/001",
                        "tile/0/000.p/0",
                        "tile/0/000.p/256",
                        "tile/0/000.p/257",
                        "tile/0/../checkpoint",
                        "tile/entries/x1/000",
                        "tile/0/000/",
                        "")) {
            assertThat(Tile.at(path)).as(path).isEmpty();
        }
    }

    @Test
    void aLogHasTheTilesThatItsSizeFills() {
        assertThat(new Tile(Tile.Kind.HASHES, 0, 0, 256).isIn(256)).isTrue();
        assertThat(new Tile(Tile.Kind.HASHES, 0, 0, 256).isIn(255)).isFalse();
        assertThat(new Tile(Tile.Kind.HASHES, 1, 0, 1).isIn(256)).isTrue();
        assertThat(new Tile(Tile.Kind.HASHES, 1, 0, 1).isIn(255)).isFalse();
        assertThat(Tile.ofEntry(300, 310)).isEqualTo(new Tile(Tile.Kind.ENTRIES, 0, 1, 54));
    }
}
