using System.Reflection;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Stadtgespraeche.Api.Description;

/// <summary>
/// Lists for each operation the codes of its errors by status, with an example of each, and what every address of the API
/// may answer besides.
/// </summary>
internal static class DescribeRefusals
{
    private static readonly Refusal[] Always =
    [
        new(400, "request-malformed", false),
        new(413, "request-too-large", false),
        new(415, "content-type-not-supported", false),
        new(429, "too-many-requests", false),
        new(500, "unexpected", false),
        new(502, "service-unavailable", false),
        new(503, "service-unavailable", false),
        new(504, "service-timeout", false),
    ];

    public static void AddRefusals(this OpenApiOptions options)
    {
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                document.AddComponent(ProblemAnswers.Name, ProblemAnswers.NewSchema());
                return Task.CompletedTask;
            }
        );
        options.AddOperationTransformer(
            (operation, context, _) =>
            {
                operation.Responses ??= [];
                foreach (var status in Of(operation, context).GroupBy(refusal => refusal.Status))
                {
                    var right = operation.Responses.GetValueOrDefault($"{status.Key}")?.Description;
                    operation.Responses[$"{status.Key}"] = ProblemAnswers.Of(
                        string.Join(". ", new[] { right, Codes([.. status]) }.OfType<string>()),
                        status,
                        context.Document!
                    );
                }

                operation.Responses["default"] = ProblemAnswers.Of(
                    $"Any other error: {string.Join(", ", Always.Select(other => $"`{other.Code}` ({other.Status})"))}.",
                    Always,
                    context.Document!
                );
                return Task.CompletedTask;
            }
        );
    }

    private static IEnumerable<Refusal> Of(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var ofHandler = metadata.OfType<MethodInfo>().LastOrDefault() is { } handler ? Refusals.Of(handler) : [];
        List<Refusal> around = UnknownParameters.IsOperation(metadata) ? [new(400, UnknownParameters.Code, false)] : [];
        if (operation.Security is { Count: > 0 })
        {
            around.Add(new(401, Problems.Code(401), false));
            around.Add(new(403, Problems.Code(403), false));
            if (EndedMandate.MayRefuse(context.Description.HttpMethod, metadata))
            {
                around.Add(new(403, EndedMandate.Code, false));
            }
        }

        return ofHandler.Concat(around);
    }

    private static string Codes(IReadOnlyList<Refusal> refusals)
    {
        var whole = Codes(refusals.Where(refusal => !refusal.OfField));
        var fields = Codes(refusals.Where(refusal => refusal.OfField));
        return string.Join(
            ", ",
            new[] { whole, fields.Length > 0 ? $"`fields-invalid` with, by field, {fields}" : "" }.Where(part =>
                part.Length > 0
            )
        );
    }

    private static string Codes(IEnumerable<Refusal> refusals) =>
        string.Join(", ", refusals.Select(refusal => $"`{refusal.Code}`").Distinct());
}
