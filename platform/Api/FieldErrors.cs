using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Stadtgespraeche.Api;

/// <summary>Collects what is wrong with the fields of a request, so that a person learns all of it at once.</summary>
public sealed class FieldErrors
{
    private readonly SortedDictionary<string, List<FieldError>> errors = new(StringComparer.Ordinal);

    public bool Any => errors.Count > 0;

    public IReadOnlyDictionary<string, IReadOnlyList<FieldError>> ByField =>
        errors.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<FieldError>)pair.Value);

    /// <summary>In the order of the fields' names.</summary>
    public IEnumerable<FieldError> All => errors.Values.SelectMany(list => list);

    /// <summary>
    /// Adds a German sentence about <paramref name="field"/> (camel case, as in the JSON; items as
    /// <c>programme[0].title</c>).
    /// </summary>
    public void Add(string field, string code, string message)
    {
        if (!errors.TryGetValue(field, out var list))
        {
            errors[field] = list = [];
        }

        list.Add(new FieldError(code, message));
    }

    /// <summary>
    /// 400 with <c>code</c> fields-invalid and <c>errors</c> by field; the texts are in the order of the fields.
    /// </summary>
    public ProblemHttpResult ToProblem() =>
        TypedResults.Problem(
            string.Join(" ", errors.Values.SelectMany(list => list).Select(error => error.Message)),
            statusCode: StatusCodes.Status400BadRequest,
            title: Problems.Title(400),
            extensions: [new("code", "fields-invalid"), new("errors", errors)]
        );
}

/// <summary>One thing that is wrong: a stable code for programs, a German sentence for people.</summary>
public sealed record FieldError(string Code, string Message);
