using System.Collections.Frozen;
using System.Reflection;
using System.Reflection.Emit;

namespace Stadtgespraeche.Api.Description;

/// <summary>What the instructions of a compiled method (ECMA-335) load and call, in their order.</summary>
internal static class Instructions
{
    private static readonly FrozenDictionary<int, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToFrozenDictionary(code => (int)(ushort)code.Value);

    /// <summary>Texts, numbers and methods; everything else is left out.</summary>
    public static IEnumerable<object> Of(MethodBase method)
    {
        var bytes = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < bytes.Length; )
        {
            var value = bytes[at++] is var first and not 0xFE ? first : 0xFE00 | bytes[at++];
            var code = Codes[value];
            var size = SizeOf(code.OperandType, bytes, at);
            if (OperandOf(method, code, bytes, at) is { } operand)
            {
                yield return operand;
            }

            at += size;
        }
    }

    private static object? OperandOf(MethodBase method, OpCode code, byte[] bytes, int at) =>
        code.OperandType switch
        {
            OperandType.InlineString => method.Module.ResolveString(BitConverter.ToInt32(bytes, at)),
            OperandType.InlineI => BitConverter.ToInt32(bytes, at),
            OperandType.InlineMethod => method.Module.ResolveMethod(
                BitConverter.ToInt32(bytes, at),
                method.DeclaringType?.IsGenericType == true ? method.DeclaringType.GetGenericArguments() : null,
                method.IsGenericMethod ? method.GetGenericArguments() : null
            ),
            _ => null,
        };

    private static int SizeOf(OperandType type, byte[] bytes, int at) =>
        type switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(bytes, at)),
            _ => 4,
        };
}
