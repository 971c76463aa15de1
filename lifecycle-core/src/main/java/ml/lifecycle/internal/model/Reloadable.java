package ml.lifecycle.internal.model;

import ml.lifecycle.model.Predictor;

/** A model that can be read from its store once more. */
public interface Reloadable {

    /**
     * Reads the stored bytes again.
     *
     * @return another predictor, of a model that shares nothing with this one, behind the same policy
     */
    Predictor loadedAnew();
}
