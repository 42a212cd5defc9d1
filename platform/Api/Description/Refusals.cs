using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Stadtgespraeche.Api.Description;

/// <summary>One way in which an operation refuses; with a field, it is one of several in <c>fields-invalid</c>.</summary>
internal sealed record Refusal(int Status, string Code, bool OfField);

/// <summary>
/// With which codes an operation refuses, found in its compiled code: in every call of <see cref="Problems"/> and
/// <see cref="FieldErrors"/> that its handler can reach. So the list cannot say anything else than the code.
/// </summary>
internal static partial class Refusals
{
    private static readonly ConcurrentDictionary<MethodInfo, IReadOnlyList<Refusal>> Known = new();

    public static IReadOnlyList<Refusal> Of(MethodInfo handler) =>
        Known.GetOrAdd(
            handler,
            start =>
            {
                var (found, seen, waiting) = (
                    new HashSet<Refusal>(),
                    new HashSet<MethodBase>(),
                    new Stack<MethodBase>([start])
                );
                while (waiting.TryPop(out var method))
                {
                    if (seen.Add(method) && IsOurs(method))
                    {
                        Look(method, found, waiting);
                    }
                }

                return
                [
                    .. found.OrderBy(refusal => refusal.Status).ThenBy(refusal => refusal.Code, StringComparer.Ordinal),
                ];
            }
        );

    private static bool IsOurs(MethodBase method) =>
        method.DeclaringType is { } type
        && type != typeof(Problems)
        && type != typeof(FieldErrors)
        && type != typeof(FieldTexts)
        && type.Assembly.GetName().Name?.StartsWith("Stadtgespraeche.", StringComparison.Ordinal) == true;

    private static void Look(MethodBase method, HashSet<Refusal> found, Stack<MethodBase> next)
    {
        if (method.GetCustomAttribute<StateMachineAttribute>() is { } machine)
        {
            next.Push(
                machine.StateMachineType.GetMethod(
                    "MoveNext",
                    BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public
                )!
            );
        }

        var (code, status) = ("", 0);
        foreach (var operand in Instructions.Of(method))
        {
            switch (operand)
            {
                case string text when Code().IsMatch(text):
                    code = text;
                    break;
                case int number:
                    status = number;
                    break;
                case MethodBase called:
                    var told = ToldBy(called, code, status).ToList();
                    found.UnionWith(told);
                    code = told.Count > 0 ? "" : code;
                    next.Push(called);
                    break;
            }
        }
    }

    private static IEnumerable<Refusal> ToldBy(MethodBase called, string code, int status) =>
        (called.DeclaringType, called.Name) switch
        {
            _ when code.Length == 0 => [],
            ({ } type, nameof(Problems.BadRequest)) when type == typeof(Problems) => [new(400, code, false)],
            ({ } type, nameof(Problems.Forbidden)) when type == typeof(Problems) => [new(403, code, false)],
            ({ } type, nameof(Problems.NotFound)) when type == typeof(Problems) => [new(404, code, false)],
            ({ } type, nameof(Problems.Conflict)) when type == typeof(Problems) => [new(409, code, false)],
            ({ } type, nameof(Problems.Gone)) when type == typeof(Problems) => [new(410, code, false)],
            ({ } type, nameof(Problems.Of)) when type == typeof(Problems) => [new(status, code, false)],
            ({ } type, nameof(FieldErrors.Add)) when type == typeof(FieldErrors) => [new(400, code, true)],
            ({ } type, _) when type == typeof(FieldTexts) =>
            [
                new(400, $"{code}-missing", true),
                new(400, $"{code}-too-long", true),
                new(400, "text-contains-control-characters", true),
                new(400, "text-contains-html", true),
            ],
            _ => [],
        };

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Code();
}
