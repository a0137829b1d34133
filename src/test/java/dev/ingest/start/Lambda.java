package dev.ingest.start;

import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.Method;

/**
 * A lambda where it stands.
 *
 * @param type the interface that it is of
 * @param method the interface's method
 * @param stated the types that the method's values have here, where it has type parameters
 * @param captures the types of the values that it takes from around it
 * @param called what it calls
 */
record Lambda(Type type, Method method, Type stated, List<Type> captures, Handle called) {}
