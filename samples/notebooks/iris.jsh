// Iris, the whole way, to be read and tried line by line: ./notebook samples/notebooks/iris.jsh
var lifecycle = Lifecycle.open("course")

// Q: a question, and KPIs that a program can check
var iris = lifecycle.experiment("iris").question("Which of three species is this flower?").kpi(accuracy().atLeast(0.95))
iris.print()

// U: the data, versioned and profiled
var folder = Files.createTempDirectory("iris")
var csv = folder.resolve("iris.csv")
Files.copy(TribuoRun.class.getResourceAsStream("/ml/lifecycle/samples/iris.csv"), csv)
var data = lifecycle.data("iris").add(csv)
Files.delete(csv)
Files.delete(folder)
data.profile().print()
var split = Split.stratified(data, "species", 0.6, 42)

// A³: three trees, each a run
for (int depth : new int[] {1, 2, 5}) { iris.run("cart", run -> TribuoRun.of(run).train(new CARTClassificationTrainer(depth, 1f, 42), split)); }

// C: side by side
iris.runs().orderBy("metrics.accuracy desc").table("name", "params.trainer.maxDepth", "metrics.accuracy", "metrics.f1_macro").print()
var best = iris.runs().orderBy("metrics.accuracy desc").first().get()

// K: registered, judged, promoted, used
var model = lifecycle.model("iris-classifier")
var version = model.register(best, "model")
var gate = QualityGate.named("production").require(accuracy().atLeast(0.8).confidence(0.95)).require(macroF1().atLeast(0.9))
var promotion = model.promote(version).to("production").through(gate)
promotion.evaluatedBy(v -> ModelEvidence.of(lifecycle.predictor(v.uri()), split))
var outcome = promotion.by("anna").because("first model of the course").submit()
outcome.event().report().print()
var live = lifecycle.predictor("models:/iris-classifier@production")
live.predict(Map.of("sepal_length", 5.1, "sepal_width", 3.5, "petal_length", 1.4, "petal_width", 0.2)).print()
model.history("production").print()

// Go on from here; lifecycle.close() when you are done
