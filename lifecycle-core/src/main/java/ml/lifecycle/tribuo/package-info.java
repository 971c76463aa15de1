/**
 * The adapter to Tribuo, and the only package that knows it: tables as data sets, trainings recorded by themselves, models
 * stored and loaded safely.
 *
 * <h2>The format {@code tribuo-protobuf}</h2>
 * A model is Tribuo's own {@code ModelProto} in GZIP. Tribuo loads whatever class a file names before it looks at its type;
 * so a file is read in this order, and the next step is taken only if the one before found nothing:
 * <ol>
 *   <li>it is decompressed up to a bound: 1 GiB, and 200 times its compressed length beyond the first 16 MiB;</li>
 *   <li>its bytes are walked, nested at most 64 deep: messages of types other than those of the models below, fields that
 *       the types do not have or in another wire type, and single fields that occur twice, are refused;</li>
 *   <li>each class name in it must be on a fixed list: the models of CART, random forests, boosting and other ensembles of
 *       trees, k-nearest neighbours, linear classifiers and regressions, baselines, and k-means, with what they are made of;
 *       provenance without files and addresses; what prepares rows, of Tribuo ({@code TransformTrainer}) and of this package ({@code ImputeTrainer}); and
 *       what the application has allowed ({@code TribuoClasses});</li>
 *   <li>sizes are checked: a tensor has as many values as its dimensions say, a tree is a tree, k is within the data;</li>
 *   <li>then Tribuo reads it.</li>
 * </ol>
 * What would be refused when read is refused when written.
 *
 * <h2>Artifacts</h2>
 * Tribuo is an optional dependency, each of its artifacts by itself: what is neither trained nor read may be absent.
 *
 * <h2>Columns and features</h2>
 * A number is the feature of its column's name, a boolean one with the value 0 or 1. A text is the feature
 * {@code column=text} with the value 1. The same rule holds in training and in prediction.
 */
@NullMarked
package ml.lifecycle.tribuo;

import org.jspecify.annotations.NullMarked;
