namespace Stadtgespraeche.Portal.Feedback;

internal static class FeedbackRegistration
{
    public static void AddFeedback(this WebApplicationBuilder builder)
    {
        var directory = builder.Configuration["Feedback:Directory"];
        if (string.IsNullOrWhiteSpace(directory))
        {
            throw new InvalidOperationException(
                "Feedback:Directory is missing: the portal needs a directory for feedback about accessibility."
            );
        }

        var path = Path.GetFullPath(directory, builder.Environment.ContentRootPath);
        builder.Services.AddSingleton(services => new FeedbackStore(path, services.GetRequiredService<TimeProvider>()));
    }
}
