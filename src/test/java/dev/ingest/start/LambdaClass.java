package dev.ingest.start;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.GeneratorAdapter;
import org.objectweb.asm.commons.Method;

/**
 * The class that lambdas of a class become. An object of it has a number, by which the method that it was made for knows what to
 * do; its other methods do what others' would, so nobody may ask it for another interface.
 */
final class LambdaClass {
    /** Java 11, from which on classes of a nest may call each other's private methods. */
    static final int VERSION = Opcodes.V11;

    private static final String PARENT = "java/lang/Object";
    private static final Method MAKE_PARENT = Method.getMethod("void <init> ()");
    private static final String NUMBER = "number";

    private static final Map<Type, Type> UNBOXED = Map.of(
            Type.getType(Boolean.class), Type.BOOLEAN_TYPE,
            Type.getType(Byte.class), Type.BYTE_TYPE,
            Type.getType(Character.class), Type.CHAR_TYPE,
            Type.getType(Short.class), Type.SHORT_TYPE,
            Type.getType(Integer.class), Type.INT_TYPE,
            Type.getType(Long.class), Type.LONG_TYPE,
            Type.getType(Float.class), Type.FLOAT_TYPE,
            Type.getType(Double.class), Type.DOUBLE_TYPE);

    private final Type self;
    private final Set<String> interfaces = new LinkedHashSet<>();
    private final Map<Method, List<Lambda>> methods = new LinkedHashMap<>();
    private final List<Constant> constants = new ArrayList<>();
    private final Set<List<Type>> captured = new LinkedHashSet<>();

    /** An object that captures nothing. */
    private record Constant(Type type, int number) {}

    LambdaClass(String name) {
        this.self = Type.getObjectType(name);
    }

    /** The version of a class file that is of a nest; the minor version stands in the upper half. */
    static int atLeast(int version) {
        return Math.max(version & 0xFFFF, VERSION);
    }

    String name() {
        return self.getInternalName();
    }

    /** Adds {@code lambda}, and to {@code code} what makes an object of its captures. */
    void add(Lambda lambda, MethodVisitor code) {
        interfaces.add(lambda.type().getInternalName());
        List<Lambda> alike = methods.computeIfAbsent(lambda.method(), method -> new ArrayList<>());
        int number = alike.size();
        alike.add(lambda);
        if (lambda.captures().isEmpty()) {
            String constant = constant(constants.size());
            constants.add(new Constant(lambda.type(), number));
            code.visitFieldInsn(
                    Opcodes.GETSTATIC, name(), constant, lambda.type().getDescriptor());
        } else {
            captured.add(lambda.captures());
            code.visitIntInsn(Opcodes.SIPUSH, number);
            String descriptor = taking(lambda.captures(), self);
            code.visitMethodInsn(Opcodes.INVOKESTATIC, name(), "of", descriptor, false);
        }
    }

    private static String constant(int index) {
        return "LAMBDA_" + index;
    }

    /** The descriptor of a method with the captures and the number. */
    private static String taking(List<Type> captures, Type result) {
        List<Type> arguments = new ArrayList<>(captures);
        arguments.add(Type.INT_TYPE);
        return Type.getMethodDescriptor(result, arguments.toArray(new Type[0]));
    }

    private static Method constructor(List<Type> captures) {
        return new Method("<init>", taking(captures, Type.VOID_TYPE));
    }

    /** The type of the field for a capture: lambdas with captures of other classes share it. */
    private static Type held(Type capture) {
        return isPrimitive(capture) ? capture : Type.getObjectType(PARENT);
    }

    private static String field(int index, Type capture) {
        return "capture" + index + held(capture).getDescriptor().charAt(0);
    }

    /** The class file, of the nest of {@code host}. */
    byte[] bytes(String host) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        int access = Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC;
        writer.visit(VERSION, access, name(), null, PARENT, interfaces.toArray(new String[0]));
        writer.visitNestHost(host);
        writeFields(writer);
        if (!constants.isEmpty()) {
            writeConstructor(writer, List.of());
            writeConstants(writer);
        }
        for (List<Type> captures : captured) {
            writeConstructor(writer, captures);
            writeMaker(writer, captures);
        }
        methods.forEach((method, lambdas) -> writeMethod(writer, method, lambdas));
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static GeneratorAdapter code(ClassWriter writer, int access, Method method) {
        return new GeneratorAdapter(
                access, method, writer.visitMethod(access, method.getName(), method.getDescriptor(), null, null));
    }

    private void writeFields(ClassWriter writer) {
        Map<String, Type> fields = new LinkedHashMap<>();
        for (List<Type> captures : captured) {
            for (int i = 0; i < captures.size(); i++) {
                fields.put(field(i, captures.get(i)), held(captures.get(i)));
            }
        }
        fields.put(NUMBER, Type.INT_TYPE);
        int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
        fields.forEach((name, type) -> writer.visitField(access, name, type.getDescriptor(), null, null));
    }

    private void writeConstructor(ClassWriter writer, List<Type> captures) {
        GeneratorAdapter code = code(writer, Opcodes.ACC_PRIVATE, constructor(captures));
        code.loadThis();
        code.invokeConstructor(Type.getObjectType(PARENT), MAKE_PARENT);
        for (int i = 0; i < captures.size(); i++) {
            code.loadThis();
            code.loadArg(i);
            code.putField(self, field(i, captures.get(i)), held(captures.get(i)));
        }
        code.loadThis();
        code.loadArg(captures.size());
        code.putField(self, NUMBER, Type.INT_TYPE);
        code.returnValue();
        code.endMethod();
    }

    /** What captures nothing is made once. */
    private void writeConstants(ClassWriter writer) {
        GeneratorAdapter code = code(writer, Opcodes.ACC_STATIC, Method.getMethod("void <clinit> ()"));
        for (int i = 0; i < constants.size(); i++) {
            String name = constant(i);
            Type type = constants.get(i).type();
            int access = Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
            writer.visitField(access, name, type.getDescriptor(), null, null);
            code.newInstance(self);
            code.dup();
            code.push(constants.get(i).number());
            code.invokeConstructor(self, constructor(List.of()));
            code.putStatic(self, name, type);
        }
        code.returnValue();
        code.endMethod();
    }

    private void writeMaker(ClassWriter writer, List<Type> captures) {
        GeneratorAdapter code = code(writer, Opcodes.ACC_STATIC, new Method("of", taking(captures, self)));
        code.newInstance(self);
        code.dup();
        code.loadArgs();
        code.invokeConstructor(self, constructor(captures));
        code.returnValue();
        code.endMethod();
    }

    private void writeMethod(ClassWriter writer, Method method, List<Lambda> lambdas) {
        GeneratorAdapter code = code(writer, Opcodes.ACC_PUBLIC, method);
        if (lambdas.size() == 1) {
            writeCall(code, lambdas.get(0));
        } else {
            Label[] labels = lambdas.stream().map(lambda -> new Label()).toArray(Label[]::new);
            code.loadThis();
            code.getField(self, NUMBER, Type.INT_TYPE);
            code.visitTableSwitchInsn(0, labels.length - 1, labels[0], labels);
            Object[] locals = locals(method);
            for (int i = 0; i < labels.length; i++) {
                code.mark(labels[i]);
                code.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
                writeCall(code, lambdas.get(i));
            }
        }
        code.endMethod();
    }

    /** The types of {@code this} and the method's arguments, as the class file's checks know them. */
    private Object[] locals(Method method) {
        List<Object> locals = new ArrayList<>(List.of(name()));
        for (Type argument : method.getArgumentTypes()) {
            locals.add(
                    switch (argument.getSort()) {
                        case Type.LONG -> Opcodes.LONG;
                        case Type.FLOAT -> Opcodes.FLOAT;
                        case Type.DOUBLE -> Opcodes.DOUBLE;
                        case Type.ARRAY, Type.OBJECT -> argument.getInternalName();
                        default -> Opcodes.INTEGER;
                    });
        }
        return locals.toArray();
    }

    private void writeCall(GeneratorAdapter code, Lambda lambda) {
        Handle called = lambda.called();
        Type owner = Type.getObjectType(called.getOwner());
        boolean constructs = called.getTag() == Opcodes.H_NEWINVOKESPECIAL;
        List<Type> wanted = new ArrayList<>();
        if (constructs) {
            code.newInstance(owner);
            code.dup();
        } else if (called.getTag() != Opcodes.H_INVOKESTATIC) {
            wanted.add(owner);
        }
        wanted.addAll(List.of(Type.getArgumentTypes(called.getDesc())));
        List<Type> captures = lambda.captures();
        for (int i = 0; i < captures.size(); i++) {
            code.loadThis();
            code.getField(self, field(i, captures.get(i)), held(captures.get(i)));
            convert(code, held(captures.get(i)), captures.get(i));
            convert(code, captures.get(i), wanted.get(i));
        }
        Type[] erased = lambda.method().getArgumentTypes();
        Type[] stated = lambda.stated().getArgumentTypes();
        for (int i = 0; i < erased.length; i++) {
            code.loadArg(i);
            convert(code, erased[i], stated[i]);
            convert(code, stated[i], wanted.get(captures.size() + i));
        }
        code.visitMethodInsn(
                instruction(called), called.getOwner(), called.getName(), called.getDesc(), called.isInterface());
        Type result = constructs ? owner : Type.getReturnType(called.getDesc());
        Type stating = lambda.stated().getReturnType();
        if (stating.equals(Type.VOID_TYPE)) {
            drop(code, result);
        } else {
            convert(code, result, stating);
            convert(code, stating, lambda.method().getReturnType());
        }
        code.returnValue();
    }

    private static int instruction(Handle called) {
        return switch (called.getTag()) {
            case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
            case Opcodes.H_NEWINVOKESPECIAL -> Opcodes.INVOKESPECIAL;
            // The class's own private methods, of which a nest calls as it calls all others.
            default -> called.isInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
        };
    }

    private static void drop(GeneratorAdapter code, Type result) {
        if (result.getSize() == 2) {
            code.pop2();
        } else if (result.getSize() == 1) {
            code.pop();
        }
    }

    /** As {@code java.lang.invoke.LambdaMetafactory} adapts values. */
    private static void convert(GeneratorAdapter code, Type from, Type to) {
        if (from.equals(to)) {
            return;
        }
        if (isPrimitive(to)) {
            Type primitive = isPrimitive(from) ? from : UNBOXED.getOrDefault(from, to);
            if (!isPrimitive(from)) {
                code.unbox(primitive);
            }
            code.cast(primitive, to);
        } else if (isPrimitive(from)) {
            code.valueOf(from);
        } else if (!to.getInternalName().equals(PARENT)) {
            code.checkCast(to);
        }
    }

    private static boolean isPrimitive(Type type) {
        return type.getSort() < Type.ARRAY;
    }
}
