package dev.ingest.start;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Takes the names of local variables out of a class, an eighth of its bytes, which Java would read and keep. A debugger no longer
 * shows them, and what Java says of a {@code NullPointerException} calls one {@code <local4>}. Lines stay, so a stack trace says as
 * much as before.
 */
final class LocalNames {
    private LocalNames() {}

    static byte[] leftOut(byte[] content) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(content).accept(new Nameless(writer), 0);
        return writer.toByteArray();
    }

    private static final class Nameless extends ClassVisitor {
        Nameless(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
            return new MethodVisitor(Opcodes.ASM9, next) {
                @Override
                public void visitLocalVariable(
                        String local, String type, String generic, Label from, Label to, int index) {
                    // Left out.
                }
            };
        }
    }
}
