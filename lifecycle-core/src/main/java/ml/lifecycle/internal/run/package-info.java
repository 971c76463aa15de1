/**
 * Recording: experiments, runs, and the events they leave in an experiment's log.
 *
 * <h2>The log of an experiment</h2>
 *
 * Each event is one JSON object whose first key is {@code op}; of an event about a run the second key is {@code run},
 * its id. Times are milliseconds since 1970. Keys that a reader does not know are skipped. The first event is
 * {@code created}.
 * <pre>
 * {"op":"created","at":1767225600000,"name":"iris"}
 * {"op":"question","at":1767225600001,"text":"Which of three species is this flower?"}        the last one counts
 * {"op":"kpi","at":1767225600002,"check":{…}}                                                 see the codec of gates
 * {"op":"start","run":"05f3c…","at":1767225600003,"name":"cart","parent":"05f3b…","session":"…"}
 * {"op":"log","run":"05f3c…","at":1767225600200, sections}
 * {"op":"end","run":"05f3c…","at":1767225600900,"status":"FINISHED", sections}
 * {"op":"end","run":"05f3c…","at":1767225600900,"status":"FAILED","failure":"java.lang.…: …", sections}
 * </pre>
 * {@code parent} is there only for a run within a run, {@code session} is the identity of the opened store that records
 * the run. The sections, each of them only where it has content, and each adding to those of earlier events:
 * <pre>
 * "params":{"maxDepth":"5"}                               text by name
 * "tags":{"owner":"anna"}                                 text by name; the last one counts
 * "metrics":{"loss":[9,1767225600800,0.31]}               step, time and value of the latest point of a metric
 * "artifacts":{"notes.md":["&lt;SHA-256&gt;",1234]}             digest and size by path
 * "data":[{"role":"TRAIN","name":"iris v1","digest":"…","rows":120}]
 * "models":{"model":{"format":"…","signature":{…}}}       which artifacts are models; signature where there is one
 * </pre>
 * A use of data may also have {@code source}, the digest of the table that it is a part of, and {@code fingerprints}, the
 * digest of a stored list of hashes of its rows.
 *
 * <p>Params, tags and artifacts of a run under way are in memory for at most 200 ms before a {@code log} event holds them;
 * {@code end} holds what is left, and the latest point of each metric. Points are streamed beside the log as soon as a
 * metric has a second one, or something is older than 200 ms; a run that ended before that has its points in {@code end}
 * alone. Numbers that JSON does not know are the texts {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}. What
 * would make an event larger than about 1 MB goes into further {@code log} events before it.
 *
 * <p>A run without {@code end} is RUNNING while its session is alive, and INTERRUPTED from then on; its latest metrics
 * are those of its streamed points.
 *
 * <h2>How safe it is</h2>
 *
 * With {@code Durability.EACH} every event is forced to the disk before the call that caused it returns. With
 * {@code RUN} the {@code end} of a run and {@code Run.flush} are forced, after the metric points were. With
 * {@code INTERVAL} nothing waits for the disk.
 */
@NullMarked
package ml.lifecycle.internal.run;

import org.jspecify.annotations.NullMarked;
