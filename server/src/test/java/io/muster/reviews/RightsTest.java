package io.muster.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.reviews.Evidence.Permission;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RightsTest {
    private static final Permission ALL = new Permission("AdministratorAccess", "*");
    private static final Permission READ = new Permission("s3:GetObject", "shop");
    private static final Permission WRITE = new Permission("s3:PutObject", "shop");

    @Test
    void theyAreSmallerWhenSomethingIsGoneAndNothingNew() {
        Rights rights = new Rights(Set.of(READ, WRITE), Set.of(READ));
        assertThat(rights.isSmaller()).isTrue();
        assertThat(rights.words()).isEqualTo("it may no more: s3:PutObject on shop");
        assertThat(new Rights(Set.of(READ), Set.of()).isSmaller()).isTrue();
    }

    @Test
    void whatStayedOrGrewIsNotSmaller() {
        assertThat(new Rights(Set.of(), Set.of()).isSmaller()).isFalse();
        assertThat(new Rights(Set.of(READ), Set.of(READ)).isSmaller()).isFalse();
        assertThat(new Rights(Set.of(READ), Set.of(READ, WRITE)).isSmaller()).isFalse();
    }

    @Test
    void onlyInsteadOfNearlyEverythingMayThereBeSomethingNew() {
        assertThat(new Rights(Set.of(ALL), Set.of(READ)).isSmaller()).isTrue();
        assertThat(new Rights(Set.of(READ), Set.of(WRITE)).isSmaller()).isFalse();
        assertThat(
                        new Rights(Set.of(ALL, READ), Set.of(new Permission("iam:*", "*"), READ))
                                .isSmaller())
                .isFalse();
    }
}
