/**
 * Models of other frameworks as ONNX files, and the only package that knows ONNX Runtime: what scikit-learn or PyTorch has
 * exported is recorded, registered, gated and served like any other model.
 *
 * <pre>
 * run.model("model", OnnxModel.of(Path.of("churn.onnx")), signature);
 * </pre>
 *
 * <h2>Artifacts</h2>
 * {@code com.microsoft.onnxruntime:onnxruntime} and {@code com.google.protobuf:protobuf-java}, both optional: who records or
 * serves ONNX files adds them. From JDK 24 on the runtime asks for {@code --enable-native-access}. Tested with runtime 1.28;
 * 1.29 and later, which gather telemetry from the command line and can end the JVM by that, are started only where
 * {@code ORT_DISABLE_TELEMETRY=1} is set.
 *
 * <h2>The format {@code onnx}</h2>
 * The stored model is the file as it is. It is read in this order, and the next step is taken only if the one before found
 * nothing:
 * <ol>
 *   <li>its length and digest are checked, as those of every model; at most 1 GiB is read;</li>
 *   <li>it is walked as protobuf, nested at most 100 deep: tensors in other files, sparse tensors, tensors whose
 *       dimensions ask for more values than the file can hold, parts for training, and parts that the format does not have
 *       are refused;</li>
 *   <li>each operator must be one of the ONNX standard ({@code ai.onnx}, {@code ai.onnx.ml}) or a function that the file
 *       defines of these: no operators of vendors, of which some open files, and none from other libraries;</li>
 *   <li>what would hang the runtime or end the JVM is refused: trees that go round in a circle, are more than 1,000 deep or
 *       name classes that are not there; graphs nested more than 12 deep; functions that call each other more than 32 deep
 *       or become more than 20,000 nodes;</li>
 *   <li>then the runtime reads it, from memory, as nothing but ONNX, and on a stack of its own size. The runtime checks types
 *       and shapes.</li>
 * </ol>
 * The scan does not bound what a model computes: one that loops for ever or fills the memory is not recognised.
 *
 * <h2>Columns and inputs</h2>
 * The first dimension of each input is the rows: open, or 1, and then rows are asked one at a time. What goes in:
 * <ul>
 *   <li>one input of the shape {@code [n, columns]}: the columns in the order of the signature. More dimensions, such as
 *       {@code [n, 1, 28, 28]}, are as many columns as their product, row by row;</li>
 *   <li>one input of the shape {@code [n, 1]} or {@code [n]} for each column, with its name;</li>
 *   <li>several inputs of more columns: those after which no input is named, in the order of the signature, to the inputs
 *       in the order of the model.</li>
 * </ul>
 * A tensor of {@code float}, {@code float16} or {@code double} takes numbers, whole numbers and booleans, one of
 * {@code int64} or {@code int32} whole numbers and booleans, one of {@code bool} booleans, one of {@code string} texts. A
 * number that is missing is NaN; other columns must not be optional. {@code float} has 24 bits: whole numbers beyond
 * 16,777,216 are rounded; {@code float16} has 11.
 *
 * <h2>Outputs and answers</h2>
 * <ul>
 *   <li>LABEL: a tensor of labels, {@code string}, {@code int64}, {@code int32} or {@code bool}, of the shape {@code [n]} or
 *       {@code [n, 1]}; or scores, the label then being the one with the highest; or both. Scores are a tensor
 *       {@code [n, labels]} in the order of the signature's labels, or a map for each row; they are given as they are, so
 *       logits stay logits. A label that is a number is written as a decimal, or, if the labels of the signature are no
 *       numbers, the place of a label in the signature, from 0; false and true are 0 and 1 unless they are labels. Beside
 *       labels, one score for each row is not looked at; alone it would not say which label it is for, and is refused;</li>
 *   <li>NUMBER: one tensor of numbers of the shape {@code [n]} or {@code [n, 1]}.</li>
 *   <li>CLUSTER: one tensor of whole numbers of such a shape; beside it, a tensor of scores is not looked at.</li>
 * </ul>
 *
 * <h2>At work</h2>
 * A session has one thread for each caller's thread, and any number of them may ask at once. Many rows are asked at most
 * 4,096 at a time. Tensors are freed after each question. A session is closed when the garbage collector finds that nobody
 * refers to its model any more; keep a predictor instead of asking for a new one each time.
 */
@NullMarked
package ml.lifecycle.onnx;

import org.jspecify.annotations.NullMarked;
