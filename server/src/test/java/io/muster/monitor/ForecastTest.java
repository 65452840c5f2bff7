package io.muster.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ForecastTest {

    @Test
    void aSteadyGrowthGoesOnWithoutDoubt() {
        List<Long> series = LongStream.range(0, 30).map(it -> 100 + 3 * it).boxed().toList();

        assertThat(Forecast.of(series, 10)).contains(new Forecast(10, 217, 217, 217));
    }

    @Test
    void fewDaysSayNothing() {
        assertThat(Forecast.of(LongStream.range(0, 13).boxed().toList(), 10)).isEmpty();
        assertThat(Forecast.of(LongStream.range(0, 14).boxed().toList(), 10)).isPresent();
    }

    @Test
    void nothingIsForecastToBeLessThanNothing() {
        List<Long> series = LongStream.range(0, 20).map(it -> 100 - 5 * it).boxed().toList();

        assertThat(Forecast.of(series, 90)).contains(new Forecast(90, 0, 0, 0));
    }

    @Test
    void whatComesIsWithinTheIntervalAboutAsOftenAsItSays() {
        int held = 0;
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            List<Long> series = new ArrayList<>(List.of(100_000L));
            for (int day = 0; day < 90; day++) {
                series.add(series.getLast() + Math.round(20 + 50 * random.nextGaussian()));
            }
            Forecast forecast = Forecast.of(series.subList(0, 61), 30).orElseThrow();
            long truth = series.get(90);
            held += forecast.low() <= truth && truth <= forecast.high() ? 1 : 0;
        }
        assertThat(held).isBetween(368, 392);
    }
}
