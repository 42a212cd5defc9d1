namespace Stadtgespraeche.Contracts.Tests;

/// <summary>
/// A message with a value in every property, for the first golden file of a contract. Whoever commits the file gives it
/// telling values.
/// </summary>
internal static class GoldenSample
{
    public static object Of(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(it => it.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(it => Value(it.ParameterType, it.Name!))]);
    }

    private static object Value(Type type, string name)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
        {
            return Enum.GetValues(type).GetValue(0)!;
        }

        if (type != typeof(string) && ElementOf(type) is { } element)
        {
            var array = Array.CreateInstance(element, 1);
            array.SetValue(Value(element, name), 0);
            return array;
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => name,
            TypeCode.Boolean => true,
            TypeCode.Int32 or TypeCode.Int64 => Convert.ChangeType(7, type),
            _ when type == typeof(Guid) => Guid.Parse("0198f3c2-7a10-7c3e-8f55-2b8a6f1d0002"),
            _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2027, 3, 16, 17, 0, 0, TimeSpan.Zero),
            _ when type == typeof(DateOnly) => new DateOnly(2027, 3, 16),
            _ => Of(type),
        };
    }

    private static Type? ElementOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.GetInterfaces()
            .Append(type)
            .Any(it => it.IsGenericType && it.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            ? type.GetGenericArguments().FirstOrDefault()
        : null;
}
