using Stadtgespraeche.Messaging.Tests;

if (args is ["relay", var database, var broker])
{
    return await Killable.RunAsync(database, broker);
}

return await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
