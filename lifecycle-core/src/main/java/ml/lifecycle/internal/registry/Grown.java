package ml.lifecycle.internal.registry;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * A list that grows at its end, of which copies cost nothing: they share the elements, and each sees as many as there
 * were when it was made. Only the youngest copy may grow. Older ones may be read by other threads meanwhile, since no
 * element that they see is ever written again.
 */
final class Grown<E> extends AbstractList<E> implements RandomAccess {

    private Object[] elements;
    private int size;

    Grown() {
        this(new Object[16], 0);
    }

    private Grown(Object[] elements, int size) {
        this.elements = elements;
        this.size = size;
    }

    Grown<E> copy() {
        return new Grown<>(elements, size);
    }

    @Override
    public boolean add(E element) {
        if (size == elements.length) {
            elements = Arrays.copyOf(elements, size * 2);
        }
        elements[size++] = element;
        return true;
    }

    @Override
    @SuppressWarnings("unchecked") // only add writes elements
    public E get(int index) {
        return (E) elements[Objects.checkIndex(index, size)];
    }

    @Override
    public int size() {
        return size;
    }
}
