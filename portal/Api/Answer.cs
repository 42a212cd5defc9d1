using System.Diagnostics.CodeAnalysis;

namespace Stadtgespraeche.Portal.Api;

/// <summary>What the hub answered: a value, or a problem that a person can read.</summary>
public sealed class Answer<T>
{
    private Answer(T? value, Problem? problem) => (Value, Problem) = (value, problem);

    public T? Value { get; }

    public Problem? Problem { get; }

    public static Answer<T> Of(T value) => new(value, null);

    public static Answer<T> Of(Problem problem) => new(default, problem);

    public bool Is([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Problem? problem)
    {
        (value, problem) = (Value, Problem);
        return problem is null;
    }

    /// <summary>The same problem, or a part of the value.</summary>
    public Answer<TPart> Map<TPart>(Func<T, TPart> part) =>
        Is(out var value, out var problem) ? Answer<TPart>.Of(part(value)) : Answer<TPart>.Of(problem);
}

/// <summary>
/// A problem as the API tells it (RFC 9457): status, stable code, German text, and German sentences by field. 503 also
/// means that the API could not be reached.
/// </summary>
public sealed record Problem(int Status, string Code, string Detail, IReadOnlyDictionary<string, string[]> Fields)
{
    public static readonly Problem Unreachable = new(
        503,
        "service-unavailable",
        "Der Dienst ist gerade nicht erreichbar. Bitte versuchen Sie es in einigen Minuten noch einmal.",
        new Dictionary<string, string[]>()
    );

    public bool IsNotFound => Status is 404;

    public bool AsksForToken => Status is 401;
}
