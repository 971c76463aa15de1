package ml.lifecycle.internal.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import ml.lifecycle.RefusedException;
import ml.lifecycle.gate.Evidence;
import ml.lifecycle.gate.GateReport;
import ml.lifecycle.gate.QualityGate;
import ml.lifecycle.internal.gate.GateCodec;
import ml.lifecycle.internal.gate.GateEvaluator;
import ml.lifecycle.internal.registry.ModelState.Rule;
import ml.lifecycle.registry.Evaluator;
import ml.lifecycle.registry.ModelVersion;
import ml.lifecycle.registry.Promotion;
import ml.lifecycle.registry.PromotionOutcome;
import ml.lifecycle.registry.RegistryEvent.Kind;
import ml.lifecycle.registry.RegistryEvent;
import org.jspecify.annotations.Nullable;

/**
 * The way of a promotion: evidence for candidate and champion, the gate, one event.
 *
 * <p>The event is appended with the sequence number on which it was decided. If the log has moved on, all is decided
 * again; evidence that still holds is not gathered twice, evidence beside another champion is.
 */
final class PromotionFlow implements Promotion {

    private final StoredModel model;
    private final ModelVersion candidate;
    private final Said said;
    private @Nullable String alias;
    private @Nullable QualityGate gate;
    private @Nullable Evaluator evaluator;

    private @Nullable Evidence candidateEvidence;
    private @Nullable Evidence championEvidence;
    private int championJudged;
    /** Whether the evidence is such as a protected alias takes; somebody may protect it meanwhile. */
    private boolean ruledEvidence;

    PromotionFlow(StoredModel model, ModelVersion candidate) {
        this.model = model;
        this.candidate = candidate;
        this.said = new Said("promotion of version " + candidate.number() + " of '" + candidate.model() + "'");
    }

    @Override
    public Promotion to(String alias) {
        this.alias = Said.requireAlias(alias);
        return this;
    }

    @Override
    public Promotion through(QualityGate gate) {
        this.gate = Objects.requireNonNull(gate, "gate");
        return this;
    }

    @Override
    public Promotion evaluatedBy(Evaluator evaluator) {
        this.evaluator = Objects.requireNonNull(evaluator, "evaluator");
        return this;
    }

    @Override
    public Promotion by(String who) {
        said.by(who);
        return this;
    }

    @Override
    public Promotion because(String why) {
        said.because(why);
        return this;
    }

    @Override
    public PromotionOutcome submit() {
        RegistryEvent event = model.write(this::decide);
        return event.kind() == Kind.PROMOTED
                ? new PromotionOutcome.Promoted(event) : new PromotionOutcome.Refused(event);
    }

    private ObjectNode decide(ModelState state) {
        String target = alias;
        List<String> problems = problems(state, target);
        said.refuse(problems.stream().filter(problem -> !problem.isEmpty()).toList());
        int champion = state.pointsTo(String.valueOf(target));
        QualityGate required = requiredGate(state, target);
        GateReport report = required == null ? null : judge(state, required, champion);
        ObjectNode event = model.event(report == null || report.passed() ? Kind.PROMOTED : Kind.REFUSED);
        event.put("alias", target).put("version", candidate.number()).put("previous", champion);
        said.put(event);
        if (report != null) {
            event.set("report", GateCodec.toJson(report));
        }
        return event;
    }

    /** All that is wrong before evidence is gathered, each as a sentence; empty sentences for what is right. */
    private List<String> problems(ModelState state, @Nullable String target) {
        List<String> problems = new ArrayList<>();
        problems.add(isKnown(state) ? "" : "The version " + candidate + " is not one of the model '" + model.name()
                + "'; take it from register, version or versions of that model.");
        problems.add(target != null ? "" : about() + " names no alias; add .to(\"production\").");
        problems.add(said.missing());
        if (target != null) {
            problems.add(state.pointsTo(target) != candidate.number() ? "" : "The alias '" + target + "' of '"
                    + model.name() + "' points to version " + candidate.number()
                    + " already; there is nothing to promote.");
            Rule rule = state.rule(target);
            if (rule != null) {
                problems.add(said.notOneOf(rule.actors(), target));
                problems.add(otherGate(rule.gate(), target));
            }
        }
        boolean judged = requiredGate(state, target) != null;
        problems.add(judged || evaluator == null ? "" : about()
                + " gathers evidence, but no gate judges it; add .through(gate).");
        problems.add(!judged || evaluator != null ? "" : about() + " goes through a gate, but nothing says how evidence"
                + " is gathered; add .evaluatedBy(version -> …).");
        return problems;
    }

    private String about() {
        return "The promotion of version " + candidate.number() + " of '" + model.name() + "'"
                + (alias == null ? "" : " to '" + alias + "'");
    }

    private boolean isKnown(ModelState state) {
        ModelVersion known = candidate.model().equals(model.name()) ? state.version(candidate.number()) : null;
        return known != null && known.digest().equals(candidate.digest());
    }

    private String otherGate(QualityGate rule, String target) {
        return gate == null || GateCodec.digest(rule).equals(GateCodec.digest(gate)) ? "" : "The alias '" + target
                + "' of '" + model.name() + "' is protected by the gate '" + rule.name() + "', and the gate '"
                + gate.name() + "' has other checks. Leave .through(…) out to use the gate of the rule, or change the"
                + " rule with protect(\"" + target + "\"), which is audited.";
    }

    private @Nullable QualityGate requiredGate(ModelState state, @Nullable String target) {
        Rule rule = target == null ? null : state.rule(target);
        return rule == null ? gate : rule.gate();
    }

    private GateReport judge(ModelState state, QualityGate required, int champion) {
        boolean ruled = state.rule(String.valueOf(alias)) != null;
        if (candidateEvidence == null || ruled && !ruledEvidence) {
            candidateEvidence = evidence(candidate, ruled, ruled);
        }
        if (championJudged != champion || ruled && !ruledEvidence) {
            championEvidence = champion == 0 ? null : evidence(model.version(state, champion), ruled, false);
            ruledEvidence = ruled;
            championJudged = champion;
            requireSameData(candidateEvidence, championEvidence, champion);
        }
        return GateEvaluator.evaluate(required, candidateEvidence, championEvidence).importance(Importances.of(
                candidate.metrics(), champion == 0 ? Map.of() : model.version(state, champion).metrics()));
    }

    private Evidence evidence(ModelVersion version, boolean measured, boolean compared) {
        return new EvidenceBinding(model, version, measured, compared)
                .bind(gather(Objects.requireNonNull(evaluator), version));
    }

    private static Evidence gather(Evaluator evaluator, ModelVersion version) {
        try {
            return evaluator.evaluate(version);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new RefusedException("The evidence about " + version + " could not be gathered: " + failure
                    + ". Nothing was changed.", failure);
        }
    }

    private static void requireSameData(Evidence candidate, @Nullable Evidence champion, int number) {
        if (champion != null && !champion.dataDigest().equals(candidate.dataDigest())) {
            throw new RefusedException("Candidate and champion were evaluated on different data: '"
                    + candidate.dataName() + "' and, for version " + number + ", '" + champion.dataName()
                    + "'. Evaluate both on the same. Nothing was changed.");
        }
    }
}
