package io.muster.app;

import io.muster.api.Api;
import io.muster.catalog.Policies;
import io.muster.config.Governing;
import io.muster.governance.Exemptions;
import io.muster.governance.PolicyBook;
import io.muster.governance.PolicyOffice;
import io.muster.governance.Replay;
import io.muster.http.Route;
import io.muster.inventory.verdicts.Judging;
import io.muster.model.Malformed;
import io.muster.policy.Policy;
import io.muster.store.Database;
import io.muster.store.policy.JdbcExemptions;
import io.muster.store.policy.JdbcFindingDesk;
import io.muster.store.policy.JdbcPolicyBook;
import io.muster.store.policy.JdbcSubjects;
import io.muster.store.policy.JdbcVerdicts;
import io.muster.store.stewardship.JdbcTeams;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The part of the object graph that says what is right: which policies are in force, what is let
/// off, and who deals with what is wrong.
record Governance(PolicyOffice office, Judging judging, Lapsing lapsing, List<Route> routes) {

    /// @throws Malformed when what is in force cannot be read by this version
    static Governance of(Inventory.Ground ground, Governing governing, Api.Recording recording)
            throws Malformed {
        Database roll = ground.databases().roll();
        InstantSource clock = ground.clock();
        PolicyBook book = new JdbcPolicyBook(roll);
        PolicyOffice office = new PolicyOffice(book, Policies.parser(), Policies.shippedTexts());
        Judging judging =
                new Judging(
                        roll,
                        new JdbcVerdicts(roll, Configured.deadlines(governing)),
                        office::standard,
                        clock);
        Exemptions exemptions = new JdbcExemptions(roll);
        List<Route> routes = new ArrayList<>();
        routes.addAll(Api.rules(() -> office.inForce().policy()));
        routes.addAll(
                Api.policy(
                        office,
                        book,
                        new Replay(new JdbcSubjects(roll), clock),
                        ground.random(),
                        recording));
        routes.addAll(
                Api.exceptions(
                        exemptions,
                        office,
                        new JdbcTeams(roll),
                        governing.securityTeam(),
                        ground.random(),
                        recording));
        routes.addAll(Api.findings(new JdbcFindingDesk(roll), recording));
        return new Governance(
                office, judging, new Lapsing(exemptions, recording.audited(), roll, clock), routes);
    }

    Policy policy() {
        return office.inForce().policy();
    }

    /// Finds everything due when another policy was put in force.
    void judgeAnew() {
        judging.judgeBy(office.standard().mark());
    }
}
