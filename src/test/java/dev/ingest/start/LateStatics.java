package dev.ingest.start;

import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Moves the static fields of a class, all private, to a class of their own, so that they are made when one is first asked for.
 * Not of one that stands in another class, or has others in it.
 */
final class LateStatics {
    private static final String MAKE_ALL = "<clinit>";

    private LateStatics() {}

    /** The class of {@code content} and that of its fields, by their entries in the jar. */
    static Map<String, byte[]> of(byte[] content) {
        ClassReader reader = new ClassReader(content);
        String name = reader.getClassName();
        String late = name + "$$Statics";
        ClassWriter fields = new ClassWriter(0);
        fields.visit(LambdaClass.VERSION, Opcodes.ACC_FINAL | Opcodes.ACC_SUPER, late, null, "java/lang/Object", null);
        fields.visitNestHost(name);
        ClassWriter rest = new ClassWriter(0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, rest) {
                    @Override
                    public void visit(
                            int version, int access, String own, String signature, String parent, String[] interfaces) {
                        super.visit(LambdaClass.atLeast(version), access, own, signature, parent, interfaces);
                    }

                    @Override
                    public void visitNestMember(String member) {
                        if (!member.contains("$$Lambda")) {
                            throw new IllegalArgumentException(
                                    "Cannot move the fields of " + name + ": " + member + " may read them.");
                        }
                        super.visitNestMember(member);
                    }

                    @Override
                    public FieldVisitor visitField(
                            int access, String field, String descriptor, String signature, Object value) {
                        if ((access & Opcodes.ACC_STATIC) == 0) {
                            return super.visitField(access, field, descriptor, signature, value);
                        }
                        if ((access & Opcodes.ACC_PRIVATE) == 0) {
                            throw new IllegalArgumentException("Cannot move " + name + "." + field
                                    + ": others may read it, as it is not private.");
                        }
                        return fields.visitField(access, field, descriptor, signature, value);
                    }

                    @Override
                    public MethodVisitor visitMethod(
                            int access, String method, String descriptor, String signature, String[] exceptions) {
                        ClassVisitor to = method.equals(MAKE_ALL) ? fields : rest;
                        return new MethodVisitor(
                                Opcodes.ASM9, to.visitMethod(access, method, descriptor, signature, exceptions)) {
                            @Override
                            public void visitFieldInsn(int instruction, String owner, String field, String type) {
                                boolean moved = owner.equals(name)
                                        && (instruction == Opcodes.GETSTATIC || instruction == Opcodes.PUTSTATIC);
                                super.visitFieldInsn(instruction, moved ? late : owner, field, type);
                            }
                        };
                    }

                    @Override
                    public void visitEnd() {
                        super.visitNestMember(late);
                        super.visitEnd();
                    }
                },
                0);
        fields.visitEnd();
        return Map.of(ClassEntry.of(name), rest.toByteArray(), ClassEntry.of(late), fields.toByteArray());
    }
}
