"""Parameters are from outside where a framework fills them: told by name, type, place or decorator."""

import pytest

from scan.javascript.asking import certain, rules_in

APART = "arguments of a resolver that are taken apart are not from outside"


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("function f(req, res) { eval(req.query.a) }", True),
        ("function f(request, response) { eval(request.query.a) }", True),
        ("function f(_req, _res) { eval(_req.query.a) }", True),
        ("function f(r: Request) { eval(r.url) }", True),
        ("function f(r: express.Request, s: express.Response) { eval(r.query.a) }", True),
        ("function f(r: http.IncomingMessage) { eval(r.url) }", True),
        ("const f = async (r: NextApiRequest, s: NextApiResponse) => { eval(r.query.a) }", True),
        ("function f(r: FastifyRequest<{ Body: B }>, s: FastifyReply) { eval(r.body.a) }", True),
        ("function f(error, req, res, next) { eval(req.query.a) }", True),
        ("function f({ query }, res) { eval(query.a) }", True),
        ("app.get('/', ({ query: { a } }, res) => { eval(a) })", True),
        ("app.get('/', ({ body: { a = 1 } }, res) => { eval(a) })", True),
        ("function f({ query }, other) { eval(query.a) }", False),
        ("function f(a) { eval(a) }", False),
        ("function f(r: Row) { eval(r.query) }", False),
        ("class A { f(req, res) { eval(req.query.a) } }", True),
        ("class A { static f(req, res) { eval(req.query.a) } }", True),
        ("class A { f = (req, res) => { eval(req.query.a) } }", True),
        ("module.exports = { f(req, res) { eval(req.query.a) } }", True),
        ("exports.f = function (req, res) { eval(req.query.a) }", True),
    ],
)
def test_a_request_is_told_by_its_name_or_type(text, is_found):
    assert ("code-injection" in certain(text)) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("exports.handler = async (event) => { eval(event.body) }", True),
        ("exports.handler = async function (event, context) { eval(event.queryStringParameters.a) }", True),
        (
            "export const handler = async (event: APIGatewayProxyEvent) => { eval(event.pathParameters.a) }",
            True,
        ),
        ("export async function handler(event) { eval(event.headers['x-a']) }", True),
        ("module.exports.main = async (event) => { eval(JSON.parse(event.body).a) }", True),
        ("export const createUserHandler = async (event) => { eval(event.body) }", True),
        ("export const handler = async ({ body }) => { eval(body) }", False),
        ("exports.paint = (event) => { eval(event.body) }", False),
        ("exports.handler = async (event, context) => { eval(context.functionName) }", False),
    ],
)
def test_a_function_that_lambda_calls_gets_an_event(text, is_found):
    assert ("code-injection" in certain(text)) is is_found


@pytest.mark.parametrize(
    ("parameter", "is_found"),
    [
        ("@Query('a') a: string", True),
        ("@Query() a: Search", True),
        ("@Body() a: CreateCat", True),
        ("@Body('a') a: string", True),
        ("@Param('a') a: string", True),
        ("@Headers('x-a') a: string", True),
        ("@Cookies('a') a: string", True),
        ("@Args('a') a: string", True),
        ("@Query('a') a: number", False),
        ("@Query('a', ParseIntPipe) a: number", False),
        ("@Body('a') a: boolean", False),
        ("@Inject('a') a: string", False),
        ("@CurrentUser() a: User", False),
        ("a: string", False),
    ],
)
def test_decorators_of_nestjs_tell_what_the_request_fills(parameter, is_found):
    text = f"@Controller()\nclass A {{\n  @Get()\n  f({parameter}) {{\n    eval(a);\n  }}\n}}\n"
    assert (certain(text) == {"code-injection"}) is is_found


def test_the_whole_request_has_a_decorator_as_well():
    text = "class A {{\n  @Get()\n  f(@Req() r, @Res() s) {{\n    eval(r.{}.a);\n  }}\n}}\n"
    assert certain(text.format("query")) == {"code-injection"}
    assert certain(text.format("user")) == set()


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("export default function Page({ searchParams }) { eval(searchParams.a) }", True),
        ("export default async function Page(props) { eval((await props.params).a) }", True),
        ("export default async function Page({ params }: P) { const { a } = await params; eval(a) }", True),
        ("export async function getServerSideProps({ query }) { eval(query.a) }", True),
        ("export async function getServerSideProps(context) { eval(context.query.a) }", True),
        ("export async function getServerSideProps({ req }) { eval(req.headers.a) }", True),
        ("export const loader = async ({ request }) => { eval(new URL(request.url).pathname) }", True),
        ("export async function action({ params }) { eval(params.a) }", True),
        ("export function Card({ title }) { eval(title) }", False),
        ("export default function Page({ items }) { eval(items.a) }", False),
        ("function card({ searchParams }) { eval(searchParams.a) }", False),
    ],
)
def test_pages_and_loaders_get_what_is_in_the_address(text, is_found):
    assert ("code-injection" in certain(text)) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("const resolvers = { Query: { user: (_, args) => eval(args.a) } }", True),
        ("const resolvers = { Query: { user: async (parent, args, context) => eval(args.a) } }", True),
        ("const resolvers = { Query: { user(root, { a }) { eval(a) } } }", True),
        ("const resolvers = { Mutation: { add: (_parent, { input }) => { eval(input.a) } } }", True),
        ("const add = (left, args) => { eval(args.a) }", False),
        ("const resolvers = { Query: { user: (_, args, { user }) => eval(user.name) } }", False),
    ],
)
def test_arguments_of_graphql_are_from_outside(text, is_found):
    assert ("code-injection" in certain(text)) is is_found


@pytest.mark.parametrize("hint", ["number", "boolean", "Date", "bigint"])
def test_a_number_is_nothing_unknown(hint):
    assert rules_in(f"function f(a: {hint}) {{ eval('x' + a) }}") == set()
    assert rules_in("function f(a: string) { eval('x' + a) }") == {"code-injection"}


def test_a_parameter_is_an_object_of_the_class_that_is_its_type():
    text = 'import {{ Client }} from "ldapts";\nfunction f(req, res, c: {}) {{ c.search(req.query.a) }}\n'
    assert rules_in(text.format("Client")) == {"ldap-injection"}
    assert rules_in(text.format("Other")) == set()


def test_a_rest_parameter_is_something_unknown():
    assert certain("function f(...rest) { eval(rest[0]) }") == set()


def test_an_object_of_a_class_has_what_its_constructor_put_there():
    text = (
        "class A {{ constructor() {{ this.a = {}; }} f(req, res) {{ require('fs').open(this.a + 'x'); }} }}"
    )
    assert rules_in(text.format("'a'")) == set()
